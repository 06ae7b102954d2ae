package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * An event of an object of which only the latest counts in an aggregate.
 *
 * @param aggregate by its name
 * @param object an entity as text
 * @param late whether it came when the aggregates of what was there before were awaited
 * @param groups that the event is in, entities as text; none if it only ends the one before it
 * @param inputs what the measures take of it, as JSON text
 * @param references by the name of each reference the objects that it says a group refers to, as JSON text
 */
record ObjectFact(
        String aggregate,
        String object,
        EventOrder order,
        long bodyHash,
        boolean late,
        List<String> groups,
        String inputs,
        String references) {

    /** By aggregate and object, events in their order, and of copies first one that is not late. */
    static final Comparator<ObjectFact> ORDER = Comparator.comparing(ObjectFact::aggregate)
            .thenComparing(ObjectFact::object)
            .thenComparing(ObjectFact::order)
            .thenComparing(ObjectFact::bodyHash, Long::compareUnsigned)
            .thenComparing(ObjectFact::late);

    ObjectFact {
        groups = List.copyOf(groups);
    }

    boolean isOfSameObject(ObjectFact other) {
        return aggregate.equals(other.aggregate) && object.equals(other.object);
    }

    boolean isOfSameEvent(ObjectFact other) {
        return isOfSameObject(other) && order.equals(other.order);
    }

    static Form<ObjectFact> form() {
        return new Filed();
    }

    private static final class Filed implements Form<ObjectFact> {
        private static final int OBJECTS = 280;
        private static final int GROUP = 60;

        @Override
        public void write(ObjectFact fact, DataOutput out) throws IOException {
            out.writeUTF(fact.aggregate);
            out.writeUTF(fact.object);
            out.writeLong(fact.order.timestamp());
            out.writeUTF(fact.order.eventId());
            out.writeLong(fact.bodyHash);
            out.writeBoolean(fact.late);
            out.writeByte(fact.groups.size());
            for (String group : fact.groups) {
                out.writeUTF(group);
            }
            Texts.write(fact.inputs, out);
            Texts.write(fact.references, out);
        }

        @Override
        public ObjectFact read(DataInput in) throws IOException {
            String aggregate = in.readUTF();
            String object = in.readUTF();
            EventOrder order = new EventOrder(in.readLong(), in.readUTF());
            long bodyHash = in.readLong();
            boolean late = in.readBoolean();
            List<String> groups = new ArrayList<>();
            for (int left = in.readUnsignedByte(); left > 0; left--) {
                groups.add(in.readUTF());
            }
            return new ObjectFact(aggregate, object, order, bodyHash, late, groups, Texts.read(in), Texts.read(in));
        }

        @Override
        public int heapBytes(ObjectFact fact) {
            int groups = fact.groups.stream()
                    .mapToInt(group -> GROUP + group.length())
                    .sum();
            return OBJECTS + groups + fact.object.length() + fact.inputs.length() + fact.references.length();
        }
    }
}
