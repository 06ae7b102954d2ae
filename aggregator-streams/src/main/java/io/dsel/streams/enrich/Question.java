package io.dsel.streams.enrich;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What a group asks the outside, with all that it takes to ask: who does so need not know the manifest.
 *
 * @param id what the answer is to say that it answers
 * @param enrichment its name
 * @param parameters by their names, as JSON text
 * @param unavailable whether it is in the journal that there was no answer at first
 * @param member of the group that asks, without its inputs
 */
public record Question(
        String id,
        Owner owner,
        String enrichment,
        String enricher,
        String settings,
        String parameters,
        Duration ttl,
        boolean unavailable,
        JournalEntry member) {
    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 1_024;

    public static Serde<Question> serde(EventCodec codec) {
        return Serdes.serdeFrom(
                (topic, question) -> question == null ? null : question.bytes(codec),
                (topic, bytes) -> bytes == null ? null : read(codec, bytes));
    }

    /** The same, once the journal says that there was no answer at first. */
    public Question toldUnavailable() {
        return new Question(id, owner, enrichment, enricher, settings, parameters, ttl, true, member);
    }

    SortedMap<String, String> parametersByName() {
        SortedMap<String, String> byName = new TreeMap<>();
        Json.parseObject(parameters).forEachEntry((name, text) -> byName.put(name, text.stringValue()));
        return byName;
    }

    private byte[] bytes(EventCodec codec) {
        return new ValueWriter(FORMAT, USUAL_BYTES)
                .text(id)
                .text(owner.text())
                .text(enrichment)
                .text(enricher)
                .text(settings)
                .text(parameters)
                .number(ttl.toMillis())
                .number(unavailable ? 1 : 0)
                .rest(codec.encode(member))
                .bytes();
    }

    private static Question read(EventCodec codec, byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        return new Question(
                in.text(),
                Owner.parse(in.text()),
                in.text(),
                in.text(),
                in.text(),
                in.text(),
                Duration.ofMillis(in.number()),
                in.number() == 1,
                codec.decode(in.rest(), JournalEntry.class));
    }
}
