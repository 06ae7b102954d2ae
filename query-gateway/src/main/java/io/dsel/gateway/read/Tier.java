package io.dsel.gateway.read;

import java.util.Optional;

/**
 * One way to answer questions about events. All tiers give the same answers to the same log; they differ in how fast and
 * how fresh they are, and in which questions they take. Every method may throw
 *
 * <ul>
 *   <li>{@link NotOfThisTierException} if this tier never answers such a question;
 *   <li>{@link TierUnavailableException} if it cannot now;
 *   <li>{@link TokenNotCoveredException} if by the deadline it could not show what the demand's token stands for.
 * </ul>
 */
public interface Tier {
    TierName name();

    /** State(entity, asOf) as known at a log time; a deletion is an event too. */
    Read<Optional<FoundEvent>> object(ObjectQuery query, Demand demand);

    /** Events of one entity. */
    Read<Page<EventEntry>> history(HistoryQuery query, Demand demand);

    /** Events of any entities. */
    Read<Page<EventEntry>> events(EventsQuery query, Demand demand);

    /** Events of one execution, in their order. */
    Read<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, Demand demand);

    /** Entities of a kind with their latest events, by the entities' text. */
    Read<Page<ObjectEntry>> objectsOfKind(KindQuery query, Demand demand);
}
