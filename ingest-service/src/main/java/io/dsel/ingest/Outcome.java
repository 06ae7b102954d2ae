package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.kind.RuleVerdict;
import io.dsel.manifest.ManifestChange;
import io.dsel.service.Problem;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of one item of a request. */
sealed interface Outcome {

    /** As the caller sees it. */
    ObjectNode json();

    /**
     * The log has it.
     *
     * @param duplicate whether it had it before
     * @param change that a manifest makes
     */
    record Stored(EntityKey entity, Published published, boolean duplicate, Optional<ManifestChange> change)
            implements Outcome {
        Stored(EntityKey entity, Published published, boolean duplicate) {
            this(entity, published, duplicate, Optional.empty());
        }

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
            change.ifPresent(it -> json.set("change", KindJson.change(it)));
            return json;
        }
    }

    /**
     * It would be stored, but was only to be examined.
     *
     * @param verdicts of the rules
     * @param change that a manifest would make
     */
    record Passed(EntityKey entity, List<RuleVerdict> verdicts, Optional<ManifestChange> change) implements Outcome {
        @Override
        public ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            json.put("status", "valid");
            json.put("entity", entity.text());
            json.set("rules", KindJson.rules(verdicts));
            change.ifPresent(it -> json.set("change", KindJson.change(it)));
            return json;
        }
    }

    /**
     * It was examined, and the log has what was found.
     *
     * @param stored the event that holds the verdicts
     * @param intentId of the event that holds what was examined
     */
    record Judged(Stored stored, String intentId, List<RuleVerdict> verdicts) implements Outcome {
        @Override
        public ObjectNode json() {
            ObjectNode json = found();
            json.set("rules", KindJson.rules(verdicts));
            return json;
        }

        /** What is stored, without the verdicts. */
        ObjectNode found() {
            return stored.json().put("causationId", intentId);
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
