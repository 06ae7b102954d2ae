package io.dsel.bench;

/**
 * What went through a topic.
 *
 * @param keyBytes of all keys together
 * @param valueBytes of all values together
 */
public record Flow(long records, long keyBytes, long valueBytes) {
    public static final Flow NONE = new Flow(0, 0, 0);

    public Flow plus(byte[] key, byte[] value) {
        return new Flow(records + 1, keyBytes + key.length, valueBytes + value.length);
    }

    public Flow plus(Flow other) {
        return new Flow(records + other.records, keyBytes + other.keyBytes, valueBytes + other.valueBytes);
    }

    public long bytes() {
        return keyBytes + valueBytes;
    }

    public int meanKey() {
        return Math.toIntExact(Math.round((double) keyBytes / records));
    }

    public int meanValue() {
        return Math.toIntExact(Math.round((double) valueBytes / records));
    }
}
