package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Each;
import io.dsel.avro.EventCodec;
import io.dsel.event.LogPosition;
import io.dsel.kind.Action;
import io.dsel.streams.store.Place;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What the streams would have told the journal of events that they read before an aggregate was declared. */
public final class PastEvents {
    private final EventCodec codec;
    private final Notes notes;

    /** @param codec knows the journal's schema already */
    public PastEvents(EventCodec codec, Declared declared) {
        this.codec = codec;
        notes = new Notes(declared);
    }

    /**
     * Records for the journal, or, where of each object the latest event counts, for where the object's history is, which
     * alone tells; none for what is no event in its place, which the streams have put to the dead letters.
     *
     * @throws io.dsel.avro.RegistryUnavailableException if the registry does not answer
     */
    public List<ProducerRecord<String, byte[]>> entries(ConsumerRecord<String, byte[]> record, Aggregate aggregate) {
        if (!(EventSources.parse(codec, record.topic(), record.value()) instanceof ReadEvent read)
                || !read.entity().equals(record.key())) {
            return List.of();
        }
        LogPosition position = new LogPosition(record.topic(), record.partition(), record.offset());
        if (aggregate.manifest().each() == Each.OBJECT) {
            byte[] past = codec.encode(ReferenceEntries.past(aggregate, read.order()));
            return List.of(new ProducerRecord<>(Topics.REFERENCES.name(), read.entity(), past));
        }
        Optional<Action.Step> step = notes.step(read.event());
        return notes.of(read, new Place(position, record.timestamp()), step, aggregate).stream()
                .map(note ->
                        new ProducerRecord<>(Topics.AGGREGATE_JOURNAL.name(), note.group(), codec.encode(note.entry())))
                .toList();
    }
}
