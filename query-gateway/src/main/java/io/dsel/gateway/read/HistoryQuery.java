package io.dsel.gateway.read;

import io.dsel.event.EntityKey;

/** Events of one entity. */
public record HistoryQuery(EntityKey entity, EventFilter filter, Slice slice) {
    public Scope scope() {
        return Scope.of(entity);
    }

    /** What a cursor is bound to. */
    public String identity() {
        return "history " + entity + " " + filter + " " + slice.direction();
    }
}
