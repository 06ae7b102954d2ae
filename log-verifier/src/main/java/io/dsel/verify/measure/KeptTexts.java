package io.dsel.verify.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Of all texts those with the smallest hashes, as many as the bounds allow, each with what was added up for it (the <i>k
 * minimum values</i> of Bar-Yossef and others, 2002). Some more than the bounds are held, so that they are sorted rarely.
 */
final class KeptTexts<V> {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;
    private static final double HASHES = Math.pow(2, 64);
    private static final int SLACK = 64;
    private static final int SLACK_BYTES = 16_384;

    private final int limit;
    private final long mostBytes;
    private final BinaryOperator<V> sum;
    private final Map<String, V> held = new HashMap<>();
    private long heldBytes;
    private Hashed firstLeftOut;

    /**
     * @param limit texts that are kept
     * @param mostBytes of them together, in UTF-8
     */
    KeptTexts(int limit, long mostBytes, BinaryOperator<V> sum) {
        this.limit = limit;
        this.mostBytes = mostBytes;
        this.sum = sum;
    }

    private record Hashed(long hash, String text) implements Comparable<Hashed> {
        static Hashed of(String text) {
            return new Hashed(KeptTexts.hash(text), text);
        }

        @Override
        public int compareTo(Hashed other) {
            int byHash = Long.compareUnsigned(hash, other.hash);
            return byHash == 0 ? text.compareTo(other.text) : byHash;
        }
    }

    void add(String text, V value) {
        if (firstLeftOut != null && Hashed.of(text).compareTo(firstLeftOut) >= 0) {
            return;
        }
        V before = held.get(text);
        held.put(text, before == null ? value : sum.apply(before, value));
        heldBytes += before == null ? bytes(text) : 0;
        if (held.size() > 2L * limit + SLACK || heldBytes > 2 * mostBytes + SLACK_BYTES) {
            leaveOut();
        }
    }

    /** Those that are kept, by their text. */
    SortedMap<String, V> texts() {
        leaveOut();
        return new TreeMap<>(held);
    }

    boolean isTruncated() {
        leaveOut();
        return firstLeftOut != null;
    }

    /** How many there were; beyond the bounds as many as fit the hash of the first that is left out. */
    long count() {
        leaveOut();
        if (firstLeftOut == null) {
            return held.size();
        }
        double share = ((firstLeftOut.hash() >>> 1) * 2.0 + 1) / HASHES;
        return Math.max(held.size() + 1L, Math.round(held.size() / share));
    }

    /** All from the first on that goes beyond a bound. */
    private void leaveOut() {
        if (held.size() <= limit && heldBytes <= mostBytes) {
            return;
        }
        List<Hashed> sorted = new ArrayList<>();
        held.keySet().forEach(text -> sorted.add(Hashed.of(text)));
        sorted.sort(null);
        int kept = 0;
        long bytes = 0;
        while (kept < limit && bytes + bytes(sorted.get(kept).text()) <= mostBytes) {
            bytes += bytes(sorted.get(kept++).text());
        }
        firstLeftOut = sorted.get(kept);
        sorted.subList(kept, sorted.size()).forEach(left -> held.remove(left.text()));
        heldBytes = bytes;
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    /** FNV-1a over the characters with the finish of MurmurHash3: the one by which texts are kept everywhere. */
    static long hash(String text) {
        long hash = FNV_OFFSET;
        for (char c : text.toCharArray()) {
            hash ^= c;
            hash *= FNV_PRIME;
        }
        hash ^= hash >>> 33;
        hash *= 0xFF51AFD7ED558CCDL;
        hash ^= hash >>> 33;
        hash *= 0xC4CEB9FE1A85EC53L;
        hash ^= hash >>> 33;
        return hash;
    }
}
