package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads every topic of events and of aggregates, those that will be made too, and lets through only what is an event in
 * its place: whole, in its kind's topic, under its entity's key. The rest is dead-lettered before any store hears of it.
 */
public final class EventSources {
    /** The node that what was read comes from. */
    static final String CHECKED = "events-checked";

    private EventSources() {}

    static void addTo(Topology topology, EventCodec codec, CommitPace pace) {
        Deserializer<Parsed> events = (topic, value) -> parse(codec, topic, value);
        topology.addSource("events", new StringDeserializer(), events, Topics.EVENTS);
        topology.addSource("aggregates", new StringDeserializer(), events, Topics.AGGREGATES);
        topology.addProcessor(CHECKED, () -> new Check(pace), "events", "aggregates");
    }

    /** A registry that does not answer is no property of the record, so that exception is let out. */
    static Parsed parse(EventCodec codec, String topic, byte[] value) {
        try {
            Event event = codec.decode(value);
            return topic.equals(Topics.of(event.kind()))
                    ? new ReadEvent(value, event)
                    : new Parsed.Unreadable(
                            "a " + event.kind() + " lies in " + topic + ", not in " + Topics.of(event.kind()));
        } catch (UnreadableEventException | InvalidEventException e) {
            return new Parsed.Unreadable(e.getMessage());
        }
    }

    private static final class Check extends ContextualProcessor<String, Parsed, String, ReadEvent> {
        private final CommitPace pace;
        private CommitPace.Task task;

        Check(CommitPace pace) {
            this.pace = pace;
        }

        @Override
        public void init(ProcessorContext<String, ReadEvent> context) {
            super.init(context);
            task = pace.of(context);
        }

        @Override
        public void process(Record<String, Parsed> record) {
            task.takes(record);
            switch (record.value()) {
                case Parsed.Unreadable(String reason) -> throw new UnreadableEventException(reason);
                case ReadEvent event
                when !event.entity().equals(record.key()) ->
                    throw new UnreadableEventException(
                            "the record's key is '" + record.key() + "', its entity is '" + event.entity() + "'");
                case ReadEvent event -> context().forward(record.withValue(event));
            }
        }
    }
}
