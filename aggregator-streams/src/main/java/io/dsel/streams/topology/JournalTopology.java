package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes each event that the history had not heard of to the journal of its execution, by reference with what the fold
 * needs. Aggregates derive from the journal alone: its order is the order in which an execution came to know its events,
 * so a replay of it makes the same aggregates with the same ids. That is why an entry also says which phase the event
 * means: a manifest that changes later must not change what a replay makes.
 */
public final class JournalTopology {
    static final String NODE = "journal-entries";

    private JournalTopology() {}

    static void addTo(Topology topology, EventCodec codec, Supplier<Kinds> kinds) {
        topology.addProcessor(NODE, () -> new Note(kinds), HistoryTopology.NODE);
        topology.addSink(
                "journal-out",
                Topics.EXECUTION_JOURNAL.name(),
                new StringSerializer(),
                JournalSerde.of(codec).serializer(),
                NODE);
    }

    private static final class Note extends ContextualProcessor<String, ReadEvent, String, JournalEntry> {
        private final Supplier<Kinds> kinds;

        Note(Supplier<Kinds> kinds) {
            this.kinds = kinds;
        }

        @Override
        public void process(Record<String, ReadEvent> event) {
            ReadEvent read = event.value();
            String execution = read.event().meta().executionId();
            JournalEntry entry = JournalEntries.of(
                    read, Places.of(context(), event), kinds.get().step(read.event()));
            context().forward(event.withKey(execution).withValue(entry));
        }
    }
}
