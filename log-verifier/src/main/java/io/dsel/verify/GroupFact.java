package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import java.util.Comparator;

/** What the log holds of a group of a declared aggregate. The group is the entity that its aggregates are events of, as text. */
sealed interface GroupFact {
    /** By group; of each first its aggregates, then its events, in their order. */
    Comparator<GroupFact> ORDER = Comparator.comparing(GroupFact::group)
            .thenComparing(fact -> !(fact instanceof Aggregated))
            .thenComparing(GroupFact::order)
            .thenComparing(GroupFact::bodyHash, Long::compareUnsigned);

    String group();

    EventOrder order();

    long bodyHash();

    /**
     * An event that is in it.
     *
     * @param late whether it came when the aggregates of what was there before were awaited: theirs may be there or not
     * @param inputs what the measures take of it, as JSON text
     * @param references by the name of each reference the objects that it says the group refers to, as JSON text
     */
    record Part(String group, EventOrder order, long bodyHash, boolean late, String inputs, String references)
            implements GroupFact {}

    /**
     * An event that was in it, of an object that has a later one, where of each object the latest event counts.
     *
     * @param late whether the later one came late, so that this one may still be told of
     */
    record Left(String group, EventOrder order, long bodyHash, boolean late) implements GroupFact {}

    /**
     * An event that the journal has noted for it.
     *
     * @param sequence which change of the group that was: 1 for the first
     * @param partition of the journal, in which all that is noted for the group lies
     * @param beyond whether the event lies behind the ends of what is verified
     */
    record Change(String group, EventOrder order, long bodyHash, long sequence, int partition, boolean beyond)
            implements GroupFact {}

    /**
     * An aggregate of it.
     *
     * @param sequence of the change that it was made after
     * @param content {@link Content} of its {@link GroupSections}
     * @param references what it tells of objects that the group refers to, as JSON text
     */
    record Aggregated(
            String group,
            EventOrder order,
            long bodyHash,
            long sequence,
            long content,
            String references,
            LogPosition position)
            implements GroupFact {}
}
