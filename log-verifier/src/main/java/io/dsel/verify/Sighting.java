package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.verify.sort.Form;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * An event as the log, a store or the index has it; small, so that many can be sorted.
 *
 * @param entity as text
 * @param bodyHash orders bodies that came under one id; only the log's are told apart by it
 * @param content {@link Content} of the event, or 0 where the tier shows no content
 * @param position where it lies, as the tier says
 * @param sound whether what else the tier says of the event agrees with the event
 */
record Sighting(String entity, EventOrder order, long bodyHash, long content, LogPosition position, boolean sound) {

    /** Entities by their text. */
    static final Comparator<Sighting> BY_NAME = Comparator.comparing(Sighting::entity);

    /** An entity's history: entities by their text, events in their order. */
    static final Comparator<Sighting> BY_ENTITY = BY_NAME.thenComparing(Sighting::order);

    /** The same, and of several bodies and copies first the one that stands: the smaller hash, then the lesser place. */
    static final Comparator<Sighting> BY_STANDING = BY_ENTITY
            .thenComparing(Sighting::bodyHash, Long::compareUnsigned)
            .thenComparing(sighting -> sighting.position().topic())
            .thenComparingInt(sighting -> sighting.position().partition())
            .thenComparingLong(sighting -> sighting.position().offset());

    /** Event by event, whatever its entity. */
    static final Comparator<Sighting> BY_EVENT = Comparator.comparing(
                    (Sighting sighting) -> sighting.order().eventId())
            .thenComparingLong(sighting -> sighting.order().timestamp());

    /** Its form in a file. An instance is for one sort: it keeps the names of topics, which are few. */
    static Form<Sighting> form() {
        return new Filed();
    }

    private static final class Filed implements Form<Sighting> {
        private static final int OBJECTS = 220;

        private final Map<String, String> topics = new HashMap<>();

        @Override
        public void write(Sighting sighting, DataOutput out) throws IOException {
            out.writeUTF(sighting.entity);
            out.writeLong(sighting.order.timestamp());
            out.writeUTF(sighting.order.eventId());
            out.writeLong(sighting.bodyHash);
            out.writeLong(sighting.content);
            out.writeUTF(sighting.position.topic());
            out.writeInt(sighting.position.partition());
            out.writeLong(sighting.position.offset());
            out.writeBoolean(sighting.sound);
        }

        @Override
        public Sighting read(DataInput in) throws IOException {
            String entity = in.readUTF();
            EventOrder order = new EventOrder(in.readLong(), in.readUTF());
            long bodyHash = in.readLong();
            long content = in.readLong();
            String topic = topics.computeIfAbsent(in.readUTF(), name -> name);
            LogPosition position = new LogPosition(topic, in.readInt(), in.readLong());
            return new Sighting(entity, order, bodyHash, content, position, in.readBoolean());
        }

        @Override
        public int heapBytes(Sighting sighting) {
            return OBJECTS + sighting.entity.length() + sighting.order.eventId().length();
        }
    }
}
