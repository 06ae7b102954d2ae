package io.dsel.gateway.read;

import io.dsel.event.EntityKey;
import java.time.Instant;

/**
 * What a list shows of an entity: its latest event.
 *
 * @param timestamp event time
 */
public record ObjectEntry(
        EntityKey entity, Instant timestamp, String userId, String eventId, String action, boolean deleted) {}
