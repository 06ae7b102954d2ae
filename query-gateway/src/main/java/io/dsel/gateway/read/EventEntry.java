package io.dsel.gateway.read;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a list shows of an event.
 *
 * @param kind of the event
 * @param action empty for an aggregate
 * @param event whole, as {@link io.dsel.event.EventJson} writes it, if that was asked for
 */
public record EventEntry(
        EventOrder order,
        String kind,
        String action,
        EntityKey entity,
        String userId,
        String executionId,
        LogPosition position,
        Instant logTime,
        Optional<ObjectNode> event) {}
