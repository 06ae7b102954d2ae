package io.dsel.bench.aggregation;

import java.nio.ByteBuffer;

/** Bytes of a wanted length. */
final class Sized {
    private static final int PLACE_BYTES = 1 + Long.BYTES + Long.BYTES + Integer.BYTES;

    private Sized() {}

    /** The beginning of a text, over and over: compresses about as well as what it stands for. */
    static byte[] value(byte[] text, int length) {
        byte[] value = new byte[length];
        for (int at = 0; at < length; at += text.length) {
            System.arraycopy(text, 0, value, at, Math.min(text.length, length - at));
        }
        return value;
    }

    /** As {@link #value(byte[], int)}, with a number in front. */
    static byte[] counted(long count, byte[] text, int length) {
        byte[] value = value(text, Math.max(length, Long.BYTES));
        ByteBuffer.wrap(value).putLong(count);
        return value;
    }

    static long count(byte[] counted) {
        return ByteBuffer.wrap(counted).getLong();
    }

    /** A key that sorts by owner, then time, and is that record's own. */
    static byte[] key(byte[] owner, long time, String topic, long offset, int length) {
        ByteBuffer key = ByteBuffer.allocate(Math.max(length, owner.length + PLACE_BYTES));
        key.put(owner).put((byte) 0).putLong(time).putLong(offset).putInt(topic.hashCode());
        return key.array();
    }
}
