package io.dsel.gateway.watch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.apache.kafka.common.Uuid;

/**
 * A topic in five bytes: the first forty bits of the id that the cluster gave it, which are random. A topic that was deleted
 * and made again has another one, so that offsets of the old are not taken for those of the new. Two of a thousand topics
 * share one once in two million clusters.
 */
final class TopicTag {
    private static final int BYTES = 5;

    private TopicTag() {}

    static long of(Uuid topicId) {
        return topicId.getMostSignificantBits() >>> (Long.SIZE - BYTES * Byte.SIZE);
    }

    static void write(ByteArrayOutputStream out, long tag) {
        for (int shift = (BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (tag >>> shift));
        }
    }

    /** @throws IllegalArgumentException if there is none */
    static long read(ByteBuffer in) {
        if (in.remaining() < BYTES) {
            throw new IllegalArgumentException("cut off");
        }
        long tag = 0;
        for (int i = 0; i < BYTES; i++) {
            tag = tag << Byte.SIZE | in.get() & 0xff;
        }
        return tag;
    }
}
