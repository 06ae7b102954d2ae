package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The journal's entries, on the topic and in the store. */
final class JournalSerde {
    private JournalSerde() {}

    static Serde<JournalEntry> of(EventCodec codec) {
        return Serdes.serdeFrom(
                (topic, entry) -> entry == null ? null : codec.encode(entry),
                (topic, bytes) -> codec.decode(bytes, JournalEntry.class));
    }
}
