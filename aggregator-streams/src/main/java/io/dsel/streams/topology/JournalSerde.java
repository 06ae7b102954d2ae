package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.streams.aggregate.Noted;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/** The journal's entries on their topic. */
final class JournalSerde {
    private JournalSerde() {}

    static Serializer<JournalEntry> serializer(EventCodec codec) {
        return (topic, entry) -> entry == null ? null : codec.encode(entry);
    }

    static Deserializer<Noted> deserializer(EventCodec codec) {
        return (topic, bytes) -> new Noted(codec.decode(bytes, JournalEntry.class), bytes);
    }
}
