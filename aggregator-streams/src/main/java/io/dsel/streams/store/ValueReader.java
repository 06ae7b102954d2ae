package io.dsel.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Reads what {@link ValueWriter} wrote. */
public final class ValueReader {
    private final byte[] bytes;
    private int at;

    /** @throws IllegalStateException if the value is of another format */
    public ValueReader(int format, byte[] bytes) {
        this.bytes = bytes;
        int found = bytes[at++];
        if (found != format) {
            throw new IllegalStateException("a store holds values of format " + found + ", and this version reads "
                    + format + "; rebuild the stores: dsel replay streams --to-earliest");
        }
    }

    public long number() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
    }

    public int count() {
        return Math.toIntExact(number());
    }

    public long wide() {
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value = value << 8 | bytes[at++] & 0xFF;
        }
        return value;
    }

    public String text() {
        int length = count();
        String value = new String(bytes, at, length, UTF_8);
        at += length;
        return value;
    }

    /** Text or null. */
    public String optionalText() {
        return bytes[at++] == 0 ? null : text();
    }

    /** All that is left. */
    public byte[] rest() {
        return Arrays.copyOfRange(bytes, at, bytes.length);
    }
}
