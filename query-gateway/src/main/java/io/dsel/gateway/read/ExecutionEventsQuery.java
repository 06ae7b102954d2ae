package io.dsel.gateway.read;

/** Events of one execution, in their order. */
public record ExecutionEventsQuery(String execution, Slice slice) {
    public Scope scope() {
        return Scope.ofAllEvents();
    }

    /** The same question to a tier that knows nothing of executions. */
    public EventsQuery asEvents() {
        return new EventsQuery(EventFilter.ofExecution(execution), slice);
    }

    /** What a cursor is bound to. */
    public String identity() {
        return "execution " + execution + " " + slice.direction();
    }
}
