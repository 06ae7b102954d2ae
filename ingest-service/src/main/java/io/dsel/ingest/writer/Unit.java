package io.dsel.ingest.writer;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is asked of a partition's writer at once. */
public sealed interface Unit {

    /** Events that are stored all or not at all, in this order. */
    record Writes(List<Write> writes) implements Unit {
        public Writes {
            writes = List.copyOf(writes);
        }

        @Override
        public Stream<String> entities() {
            return writes.stream().map(write -> write.event().entity());
        }

        @Override
        public int size() {
            return writes.stream().mapToInt(write -> write.event().size()).sum();
        }
    }

    /**
     * Which event is the entity's head now, or which one an id stands for.
     *
     * @param eventId empty for the head
     */
    record Look(String entity, Optional<String> eventId) implements Unit {
        public Look(String entity) {
            this(entity, Optional.empty());
        }

        @Override
        public Stream<String> entities() {
            return Stream.of(entity);
        }

        @Override
        public int size() {
            return entity.length();
        }
    }

    /** One event, and what must hold for it to be stored. */
    record Write(EncodedEvent event, Condition condition) {}

    /** Those it is about. */
    Stream<String> entities();

    /** About what it takes in memory, in bytes. */
    int size();
}
