package io.dsel.streams.query;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.dsel.avro.EventCodec;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import org.apache.kafka.common.utils.Bytes;
import tools.jackson.databind.util.RawValue;

/**
 * Events as JSON text. The text depends on the event's bytes alone, so that of events which are read often is kept: to
 * decode one and write it again takes as long as all the rest of a read.
 */
final class EventTexts {
    private static final long MOST_BYTES = 16L << 20;

    private final LoadingCache<Bytes, String> texts;

    EventTexts(EventCodec codec) {
        texts = Caffeine.newBuilder()
                .maximumWeight(MOST_BYTES)
                .weigher((Bytes value, String text) -> value.get().length + text.length())
                .build(value -> Json.write(EventJson.write(codec.decode(value.get()))));
    }

    /** @param value the event as the log has it */
    RawValue of(byte[] value) {
        return new RawValue(texts.get(Bytes.wrap(value)));
    }
}
