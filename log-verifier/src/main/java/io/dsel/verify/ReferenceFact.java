package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import java.util.Comparator;
import java.util.Map;

/** What the log holds of an object that groups of an aggregate refer to. The object is an entity as text. */
sealed interface ReferenceFact {
    /** By object and aggregate; of each first the object's events, the one that stands at last, then what groups tell of it. */
    Comparator<ReferenceFact> ORDER = Comparator.comparing(ReferenceFact::object)
            .thenComparing(ReferenceFact::aggregate)
            .thenComparing(fact -> fact instanceof Told)
            .thenComparing(ReferenceFact::order)
            .thenComparing(ReferenceFact::bodyHash, (one, other) -> Long.compareUnsigned(other, one));

    String object();

    /** By its name. */
    String aggregate();

    EventOrder order();

    long bodyHash();

    /**
     * An event of it.
     *
     * @param late whether it came when the aggregates of what was there before were awaited: it may have been told or not
     * @param contents by the name of each reference to such objects the {@link Content} of what is to be told of it
     */
    record Shown(
            String object,
            String aggregate,
            EventOrder order,
            long bodyHash,
            boolean late,
            LogPosition position,
            Map<String, Long> contents)
            implements ReferenceFact {
        public Shown {
            contents = Map.copyOf(contents);
        }
    }

    /**
     * What the greatest aggregate of a group tells of it.
     *
     * @param order of that aggregate
     * @param group the entity that the aggregate is an event of, as text
     * @param reference its name
     * @param item what is told, as JSON text
     */
    record Told(String object, String aggregate, EventOrder order, String group, String reference, String item)
            implements ReferenceFact {
        @Override
        public long bodyHash() {
            return 0;
        }
    }
}
