package io.dsel.fuzz;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.kind.Kinds;

/** What the targets require; a breach is an error, which no parser throws. */
final class Property {
    static final EventCodec CODEC = new EventCodec(new MockSchemaRegistryClient());

    /** Whose ids count from 1. */
    static final int SCHEMAS = Kinds.BUILT_IN.schemas().size() + 1;

    static {
        CODEC.register();
    }

    private Property() {}

    static void same(Object before, Object after) {
        if (!before.equals(after)) {
            throw new AssertionError("'" + before + "' came back as '" + after + "'");
        }
    }

    /** By what they say: {@code 1E+0} is a number of another class in Java than the {@code 1} that it is written as. */
    static void same(Event before, Event after) {
        same(Json.write(EventJson.write(before)), Json.write(EventJson.write(after)));
    }

    /** An exception tells what is wrong. */
    static void says(RuntimeException error) {
        if (error.getMessage() == null || error.getMessage().isBlank()) {
            throw new AssertionError("says nothing", error);
        }
    }

    /** It comes back from its bytes, unless its kind's schema has no place for what it says. */
    static void sameOnTheWire(Event event) {
        byte[] value;
        try {
            value = CODEC.encode(event);
        } catch (InvalidEventException e) {
            return;
        }
        Event back = CODEC.decode(value);
        same(event.meta(), back.meta());
        same(event.kind(), back.kind());
        if (Kinds.BUILT_IN.schema(event).isEmpty()) {
            same(event, back);
        } else {
            same(back, CODEC.decode(CODEC.encode(back))); // it has the schema's defaults now
        }
    }
}
