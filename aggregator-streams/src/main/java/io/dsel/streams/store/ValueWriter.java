package io.dsel.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** Writes a store's value: numbers in as few bytes as they need, text as its length and UTF-8. */
public final class ValueWriter {
    private byte[] bytes;
    private int size;

    /** @param format first byte of the value, so that a later format can be told from this one */
    public ValueWriter(int format, int expectedBytes) {
        bytes = new byte[expectedBytes];
        put(format);
    }

    /** A number of 64 bits, in one to ten bytes; small ones, of either sign, in few. */
    public ValueWriter number(long value) {
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            put((int) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
        return this;
    }

    /** A number of 64 bits in eight bytes. */
    public ValueWriter wide(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            put((int) (value >>> shift));
        }
        return this;
    }

    public ValueWriter text(String value) {
        byte[] utf8 = value.getBytes(UTF_8);
        number(utf8.length);
        return rest(utf8);
    }

    /** Text or null. */
    public ValueWriter optionalText(String value) {
        put(value == null ? 0 : 1);
        return value == null ? this : text(value);
    }

    /** Bytes without their length. */
    public ValueWriter rest(byte[] value) {
        grow(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    public byte[] bytes() {
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    private void put(int value) {
        grow(1);
        bytes[size++] = (byte) value;
    }

    private void grow(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
        }
    }
}
