package io.dsel.gateway.read;

import io.dsel.event.EntityKey;
import java.time.Instant;
import java.util.Optional;

/**
 * The state of an entity.
 *
 * @param asOf at this event time; empty for the latest
 * @param knownAt from what the log held at this log time; empty for all
 */
public record ObjectQuery(EntityKey entity, Optional<Instant> asOf, Optional<Instant> knownAt) {

    public static ObjectQuery latest(EntityKey entity) {
        return new ObjectQuery(entity, Optional.empty(), Optional.empty());
    }

    public Scope scope() {
        return Scope.of(entity);
    }
}
