package io.dsel.aggregate;

import io.dsel.event.EventOrder;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An event as a member of a group.
 *
 * @param kind of the event, such as {@code ArtifactAppliedEvent}
 * @param appId the application of the event's object
 * @param name of the event's object
 * @param phase that its action means; empty if none
 * @param phaseStatus how an execution stands in that phase; empty without one
 * @param inputs what was taken of the event when it was noted
 */
public record Member(
        EventOrder order,
        String kind,
        String objectKind,
        String appId,
        String name,
        String userId,
        Optional<String> phase,
        Optional<String> phaseStatus,
        JsonNode inputs) {}
