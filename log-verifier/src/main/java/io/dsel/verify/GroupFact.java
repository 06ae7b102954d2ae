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
     * @param left whether it was in it only, because its object has a later event, and of each object the latest counts
     * @param inputs what the measures take of it, as JSON text
     * @param references by the name of each reference the objects that it says the group refers to, as JSON text
     * @param enrichments by the name of each enrichment what it says is to be asked, as JSON text
     */
    record Part(
            String group,
            EventOrder order,
            long bodyHash,
            boolean late,
            boolean left,
            String inputs,
            String references,
            String enrichments)
            implements GroupFact {}

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
     * That the journal has noted of an event that it counts no more.
     *
     * @param sequence which change of the group that was
     * @param beyond whether the event that ended it lies behind the ends of what is verified
     */
    record End(String group, EventOrder order, long sequence, boolean beyond) implements GroupFact {
        @Override
        public long bodyHash() {
            return 0;
        }
    }

    /**
     * An aggregate of it.
     *
     * @param sequence of the change that it was made after
     * @param content {@link Content} of its {@link GroupSections}
     * @param references what it tells of objects that the group refers to, as JSON text
     * @param enrichment what it tells of the outside, as JSON text
     */
    record Aggregated(
            String group,
            EventOrder order,
            long bodyHash,
            long sequence,
            long content,
            String references,
            String enrichment,
            LogPosition position)
            implements GroupFact {}
}
