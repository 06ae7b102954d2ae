package io.dsel.verify;

import io.dsel.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What two kinds of aggregates say of one group.
 *
 * @param group {@code <app>/<name>}, each percent-encoded
 * @param live the event of the live kind, as JSON; empty if it has none of that group
 * @param other the event of the other kind
 */
record GroupPair(String group, Optional<JsonNode> live, Optional<JsonNode> other) {
    /** Fields that name the formula, which is another one, and so must not agree. */
    private static final List<String> OF_FORMULA = List.of("formula", "formulaVersion", "version");

    /** In what they differ, where both are there. */
    List<FieldDifference> differences() {
        return FieldDifference.between(comparable(live), comparable(other));
    }

    /** Whether both are there and say the same. */
    boolean agree() {
        return isWhole() && differences().isEmpty();
    }

    boolean isWhole() {
        return live.isPresent() && other.isPresent();
    }

    /** Whether they are of the same events, as far as their number, the first and the last tell. */
    boolean isOfTheSame() {
        return isWhole()
                && differences().stream().noneMatch(field -> field.path().startsWith("eventStream"));
    }

    String liveId() {
        return id(live);
    }

    String otherId() {
        return id(other);
    }

    /** For people: of how many events it is, empty if it is not there. */
    static String text(Optional<JsonNode> event) {
        return event.map(its -> "an aggregate of " + total(event) + " events").orElse("");
    }

    private static long total(Optional<JsonNode> event) {
        return event.map(its -> its.at("/spec/eventStream/totalEvents").asLong(0))
                .orElse(0L);
    }

    /** Of the change that the aggregate was made after; 0 if there is none. */
    static long sequence(Optional<JsonNode> event) {
        return event.map(its -> GroupSections.sequence(its.path("spec"))).orElse(0L);
    }

    private static String id(Optional<JsonNode> event) {
        return event.map(its -> its.at("/meta/eventId").asString("")).orElse("");
    }

    /**
     * The sequence numbers what a group came to know, in an order that need not be that of another formula; and each formula
     * asks the outside at a time of its own.
     */
    private static ObjectNode comparable(Optional<JsonNode> event) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        event.ifPresent(
                its -> its.path("spec").properties().forEach(field -> spec.set(field.getKey(), field.getValue())));
        spec.remove(OF_FORMULA);
        if (spec.path("eventStream") instanceof ObjectNode stream) {
            ObjectNode copy = stream.deepCopy();
            copy.remove("sequence");
            spec.set("eventStream", copy);
        }
        if (spec.path("enrichment") instanceof ObjectNode enrichment) {
            ObjectNode copy = enrichment.deepCopy();
            copy.forEach(told -> ((ObjectNode) told).remove("askedAt"));
            spec.set("enrichment", copy);
        }
        return spec;
    }
}
