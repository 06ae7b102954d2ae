package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes each event that the history had not heard of to the journal of its execution, by reference with what the fold
 * needs. Aggregates derive from the journal alone: its order is the order in which an execution came to know its events,
 * so a replay of it makes the same aggregates with the same ids.
 */
public final class JournalTopology {
    static final String NODE = "journal-entries";

    private JournalTopology() {}

    static void addTo(Topology topology, EventCodec codec) {
        topology.addProcessor(NODE, Note::new, HistoryTopology.NODE);
        topology.addSink(
                "journal-out",
                Topics.EXECUTION_JOURNAL.name(),
                new StringSerializer(),
                JournalSerde.of(codec).serializer(),
                NODE);
    }

    private static final class Note extends ContextualProcessor<String, ReadEvent, String, JournalEntry> {
        @Override
        public void process(Record<String, ReadEvent> event) {
            ReadEvent read = event.value();
            String execution = read.event().meta().executionId();
            JournalEntry entry = JournalEntries.of(read, Places.of(context(), event));
            context().forward(event.withKey(execution).withValue(entry));
        }
    }
}
