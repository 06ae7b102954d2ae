package io.dsel.gateway.read;

/** Events of any entities; without a kind, all domain events. */
public record EventsQuery(EventFilter filter, Slice slice) {
    public Scope scope() {
        return Scope.ofKinds(filter.kinds());
    }

    /** What a cursor is bound to. */
    public String identity() {
        return "events " + filter + " " + slice.direction();
    }
}
