package io.dsel.bench.aggregation;

/**
 * What went through a topic.
 *
 * @param keyBytes of all keys together
 * @param valueBytes of all values together
 */
record Flow(long records, long keyBytes, long valueBytes) {
    static final Flow NONE = new Flow(0, 0, 0);

    Flow plus(byte[] key, byte[] value) {
        return new Flow(records + 1, keyBytes + key.length, valueBytes + value.length);
    }

    Flow plus(Flow other) {
        return new Flow(records + other.records, keyBytes + other.keyBytes, valueBytes + other.valueBytes);
    }

    int meanKey() {
        return Math.toIntExact(Math.round((double) keyBytes / records));
    }

    int meanValue() {
        return Math.toIntExact(Math.round((double) valueBytes / records));
    }
}
