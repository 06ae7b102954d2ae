package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;

/**
 * An entry of the journal: that an event is in a group, or that one is in it no more.
 *
 * @param order of the event that it says that of
 * @param bodyHash of the entry's event
 * @param ends whether that is in it no more
 * @param partition of the journal
 * @param offset of the entry in it
 * @param time to which it moves event time in its partition, milliseconds since 1970 UTC; -1 where what follows from that
 *     may not be in the log yet
 * @param beyond whether the event lies behind the ends of what is verified
 */
record JournalEntryFact(
        String group,
        EventOrder order,
        long bodyHash,
        boolean ends,
        int partition,
        long offset,
        long time,
        boolean beyond) {

    /** By group and event, in the order of the journal. */
    static final Comparator<JournalEntryFact> BY_EVENT = Comparator.comparing(JournalEntryFact::group)
            .thenComparing(JournalEntryFact::order)
            .thenComparingLong(JournalEntryFact::offset);

    /** By group, in the order of the journal; of one entry first what is in the group from then on. */
    static final Comparator<JournalEntryFact> BY_GROUP = Comparator.comparing(JournalEntryFact::group)
            .thenComparingLong(JournalEntryFact::offset)
            .thenComparing(JournalEntryFact::ends);

    boolean isOfSameEvent(JournalEntryFact other) {
        return group.equals(other.group) && order.equals(other.order);
    }

    static Form<JournalEntryFact> form() {
        return new Filed();
    }

    private static final class Filed implements Form<JournalEntryFact> {
        private static final int OBJECTS = 200;

        @Override
        public void write(JournalEntryFact entry, DataOutput out) throws IOException {
            out.writeUTF(entry.group);
            out.writeLong(entry.order.timestamp());
            out.writeUTF(entry.order.eventId());
            out.writeLong(entry.bodyHash);
            out.writeBoolean(entry.ends);
            out.writeInt(entry.partition);
            out.writeLong(entry.offset);
            out.writeLong(entry.time);
            out.writeBoolean(entry.beyond);
        }

        @Override
        public JournalEntryFact read(DataInput in) throws IOException {
            String group = in.readUTF();
            EventOrder order = new EventOrder(in.readLong(), in.readUTF());
            return new JournalEntryFact(
                    group,
                    order,
                    in.readLong(),
                    in.readBoolean(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readBoolean());
        }

        @Override
        public int heapBytes(JournalEntryFact entry) {
            return OBJECTS + entry.group.length() + entry.order.eventId().length();
        }
    }
}
