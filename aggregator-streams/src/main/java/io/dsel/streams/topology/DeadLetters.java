package io.dsel.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.LogPosition;
import org.apache.kafka.common.header.Headers;

/** What a dead letter says of itself, in its headers. */
final class DeadLetters {
    private static final String STAGE = "aggregator-streams";

    private DeadLetters() {}

    /** Adds why it is one, where it was found, and where the record lies. */
    static Headers headers(Headers headers, String reason, LogPosition position) {
        headers.add("dsel.error.reason", reason.getBytes(UTF_8));
        headers.add("dsel.error.stage", STAGE.getBytes(UTF_8));
        headers.add("dsel.error.topic", position.topic().getBytes(UTF_8));
        headers.add(
                "dsel.error.partition", Integer.toString(position.partition()).getBytes(UTF_8));
        headers.add("dsel.error.offset", Long.toString(position.offset()).getBytes(UTF_8));
        return headers;
    }
}
