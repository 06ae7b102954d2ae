package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/** What the journal holds of a group that asks the outside. The group is an entity as text. */
sealed interface EnrichmentFact {
    /** By group, in the order of the journal: all of a group lies in one partition. */
    Comparator<EnrichmentFact> ORDER =
            Comparator.comparing(EnrichmentFact::group).thenComparingLong(EnrichmentFact::offset);

    String group();

    /** Of the entry. */
    long offset();

    /** Whether it came when the aggregates of what was there before were awaited: it may have been told or not. */
    boolean late();

    /** Of the member that the entry is about. */
    EventOrder order();

    /**
     * A member that says what is to be asked.
     *
     * @param parameters by the name of each enrichment, as JSON text
     */
    record Asked(String group, long offset, boolean late, EventOrder order, String parameters)
            implements EnrichmentFact {}

    /**
     * An answer to what that member has asked.
     *
     * @param text the value as JSON, or the reason
     * @param askedAt milliseconds since 1970 UTC
     */
    record Answered(
            String group,
            long offset,
            boolean late,
            EventOrder order,
            String enrichment,
            boolean available,
            String text,
            long askedAt)
            implements EnrichmentFact {}

    static Form<EnrichmentFact> form() {
        return new Filed();
    }

    final class Filed implements Form<EnrichmentFact> {
        private static final int OBJECTS = 240;

        private Filed() {}

        @Override
        public void write(EnrichmentFact fact, DataOutput out) throws IOException {
            out.writeUTF(fact.group());
            out.writeLong(fact.offset());
            out.writeBoolean(fact.late());
            out.writeLong(fact.order().timestamp());
            out.writeUTF(fact.order().eventId());
            out.writeBoolean(fact instanceof Asked);
            switch (fact) {
                case Asked asked -> Texts.write(asked.parameters(), out);
                case Answered answered -> {
                    out.writeUTF(answered.enrichment());
                    out.writeBoolean(answered.available());
                    Texts.write(answered.text(), out);
                    out.writeLong(answered.askedAt());
                }
            }
        }

        @Override
        public EnrichmentFact read(DataInput in) throws IOException {
            String group = in.readUTF();
            long offset = in.readLong();
            boolean late = in.readBoolean();
            EventOrder order = new EventOrder(in.readLong(), in.readUTF());
            return in.readBoolean()
                    ? new Asked(group, offset, late, order, Texts.read(in))
                    : new Answered(
                            group, offset, late, order, in.readUTF(), in.readBoolean(), Texts.read(in), in.readLong());
        }

        @Override
        public int heapBytes(EnrichmentFact fact) {
            int text =
                    switch (fact) {
                        case Asked asked -> asked.parameters().length();
                        case Answered answered -> answered.text().length();
                    };
            return OBJECTS + fact.group().length() + fact.order().eventId().length() + text;
        }
    }
}
