package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Action;
import io.dsel.streams.store.Place;
import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes each event that the history had not heard of to the journal, once for each group of an aggregate that it belongs
 * to, by reference with what the aggregate's formula takes of it. Aggregates derive from the journal alone: its order is
 * the order in which a group came to know its events, so a replay of it makes the same aggregates with the same ids. That
 * is why an entry also says which phase the event means: a manifest that changes later must not change what a replay makes.
 */
public final class JournalTopology {
    static final String NODE = "journal-entries";

    private JournalTopology() {}

    static void addTo(Topology topology, EventCodec codec, Declared declared) {
        topology.addProcessor(NODE, () -> new Note(codec, declared), HistoryTopology.NODE);
        topology.connectProcessorAndStateStores(NODE, StoreNames.HISTORY);
        topology.addSink(
                "journal-out",
                Topics.AGGREGATE_JOURNAL.name(),
                new StringSerializer(),
                JournalSerde.serializer(codec),
                NODE);
    }

    private static final class Note extends ContextualProcessor<String, ReadEvent, String, JournalEntry> {
        private final EventCodec codec;
        private final Declared declared;
        private final Notes notes;
        private Neighbours neighbours;

        Note(EventCodec codec, Declared declared) {
            this.codec = codec;
            this.declared = declared;
            notes = new Notes(declared);
        }

        @Override
        public void init(ProcessorContext<String, JournalEntry> context) {
            super.init(context);
            neighbours = new Neighbours(context, codec);
        }

        @Override
        public void process(Record<String, ReadEvent> event) {
            ReadEvent read = event.value();
            List<Aggregate> taking =
                    declared.aggregates().get().taking(read.event().kind());
            if (taking.isEmpty()) {
                return;
            }
            Optional<Action.Step> step = notes.step(read.event());
            Place place = Places.of(context(), event);
            for (Aggregate aggregate : taking) {
                notes.of(read, place, step, aggregate, neighbours).forEach(note -> context()
                        .forward(event.withKey(note.group()).withValue(note.entry())));
            }
        }
    }
}
