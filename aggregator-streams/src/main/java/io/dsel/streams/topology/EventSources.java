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
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads every topic of events and of aggregates, those that will be made too, and lets through only what is an event in
 * its place: whole, in its kind's topic, under its entity's key. The rest is dead-lettered before any store hears of it.
 */
public final class EventSources {
    /** The node that what was read comes from. */
    static final String CHECKED = "events-checked";

    private EventSources() {}

    static void addTo(Topology topology, EventCodec codec) {
        Deserializer<ReadEvent> events = (topic, value) -> read(codec, topic, value);
        topology.addSource("events", new StringDeserializer(), events, Topics.EVENTS);
        topology.addSource("aggregates", new StringDeserializer(), events, Topics.AGGREGATES);
        topology.addProcessor(CHECKED, KeyCheck::new, "events", "aggregates");
    }

    private static ReadEvent read(EventCodec codec, String topic, byte[] value) {
        Event event = codec.decode(value);
        if (!topic.equals(Topics.of(event.kind()))) {
            throw new UnreadableEventException(
                    "a " + event.kind() + " lies in " + topic + ", not in " + Topics.of(event.kind()));
        }
        try {
            return new ReadEvent(value, event);
        } catch (InvalidEventException e) {
            throw new UnreadableEventException("the record is no event: " + e.getMessage(), e);
        }
    }

    private static final class KeyCheck extends ContextualProcessor<String, ReadEvent, String, ReadEvent> {
        @Override
        public void process(Record<String, ReadEvent> event) {
            if (!event.value().entity().equals(event.key())) {
                throw new UnreadableEventException("the record's key is '" + event.key() + "', its entity is '"
                        + event.value().entity() + "'");
            }
            context().forward(event);
        }
    }
}
