package io.dsel.fuzz;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.Event;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of a record: as they are, and behind the head of each schema that there is. */
final class EventBytesTarget {
    private EventBytesTarget() {}

    static void run(byte[] input) {
        read(input);
        if (input.length > 0) {
            int id = 1 + Math.floorMod(input[0], Property.SCHEMAS);
            byte[] body = Arrays.copyOfRange(input, 1, input.length);
            read(ByteBuffer.allocate(5 + body.length)
                    .put((byte) 0)
                    .putInt(id)
                    .put(body)
                    .array());
        }
    }

    private static void read(byte[] value) {
        Event event;
        try {
            event = Property.CODEC.decode(value);
        } catch (UnreadableEventException e) {
            Property.says(e);
            prefix(value);
            return;
        }
        Property.same(event.meta().order(), EventCodec.order(value));
        Property.sameOnTheWire(event);
    }

    private static void prefix(byte[] value) {
        try {
            EventCodec.order(value);
        } catch (UnreadableEventException e) {
            Property.says(e);
        }
    }
}
