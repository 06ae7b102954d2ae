package io.dsel.topic;

import java.util.Map;

/**
 * A topic: its name and what the broker is told of it. Keys are text; values are events in Avro unless the constant in
 * {@link Topics} says otherwise.
 */
public record Topic(String name, Map<String, String> configuration) {
    public Topic {
        configuration = Map.copyOf(configuration);
    }
}
