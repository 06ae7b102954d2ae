package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of one item of a request. */
sealed interface Outcome {

    /** As the caller sees it. */
    ObjectNode json();

    /** The log has it. @param duplicate whether it had it before */
    record Stored(EntityKey entity, Published published, boolean duplicate) implements Outcome {
        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("status", "stored");
            json.put("eventId", published.eventId());
            json.put("entity", entity.text());
            LogPosition position = published.position();
            json.putObject("position")
                    .put("topic", position.topic())
                    .put("partition", position.partition())
                    .put("offset", position.offset());
            json.put("token", published.token().text());
            if (duplicate) {
                json.put("duplicate", true);
            }
            return json;
        }
    }

    /** The log does not have it; where it did not answer in time, perhaps it does. */
    record Rejected(Problem problem) implements Outcome {
        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("status", "rejected");
            json.set("problem", Json.MAPPER.valueToTree(problem.document()));
            return json;
        }
    }
}
