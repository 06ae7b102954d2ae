package io.dsel.streams.aggregate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Texts, each with what its events add up to. Beyond the bounds it keeps those with the smallest hashes: a text that is
 * among those in the end was so all along, so what it has is exact, and which are kept does not depend on the order in
 * which they came. (A sketch of <i>k minimum values</i>: Bar-Yossef and others, "Counting distinct elements in a data
 * stream", 2002. It holds of a bound of bytes too, because what lies below a hash only grows.)
 */
final class Sample<V> {
    private static final double HASHES = 0x1p64;

    private final int limit;
    private final int mostBytes;
    private final BinaryOperator<V> join;
    private final BiConsumer<ValueWriter, V> writer;
    private final Function<ValueReader, V> reader;
    private final SortedMap<String, V> kept = new TreeMap<>();
    private int bytes;

    /** The first of those that are not kept, or null. */
    private Hashed cut;

    /** Those that are kept; null as long as none had to be chosen. */
    private NavigableSet<Hashed> byHash;

    private Sample(
            int limit,
            int mostBytes,
            BinaryOperator<V> join,
            BiConsumer<ValueWriter, V> writer,
            Function<ValueReader, V> reader) {
        this.limit = limit;
        this.mostBytes = mostBytes;
        this.join = join;
        this.writer = writer;
        this.reader = reader;
    }

    private record Hashed(long hash, String text) implements Comparable<Hashed> {
        static Hashed of(String text) {
            return new Hashed(Texts.hash(text), text);
        }

        @Override
        public int compareTo(Hashed other) {
            int byHash = Long.compareUnsigned(hash, other.hash);
            return byHash != 0 ? byHash : text.compareTo(other.text);
        }
    }

    /**
     * @param limit texts that are kept
     * @param mostBytes of them together, in UTF-8
     */
    static Sample<Long> ofCounts(int limit, int mostBytes) {
        return new Sample<>(limit, mostBytes, Long::sum, ValueWriter::number, ValueReader::number);
    }

    /**
     * @param limit texts that are kept
     * @param mostBytes of them together, in UTF-8
     */
    static Sample<BigDecimal> ofSums(int limit, int mostBytes) {
        return new Sample<>(limit, mostBytes, BigDecimal::add, Decimals::write, Decimals::read);
    }

    void add(String text, V value) {
        if (cut != null && Hashed.of(text).compareTo(cut) >= 0) {
            return;
        }
        int before = kept.size();
        kept.merge(text, value, join);
        if (kept.size() > before) {
            bytes += bytes(text);
            if (byHash != null) {
                byHash.add(Hashed.of(text));
            }
            while (kept.size() > limit || bytes > mostBytes) {
                dropLast();
            }
        }
    }

    private void dropLast() {
        if (byHash == null) {
            byHash = new TreeSet<>();
            kept.keySet().forEach(text -> byHash.add(Hashed.of(text)));
        }
        cut = byHash.pollLast();
        kept.remove(cut.text());
        bytes -= bytes(cut.text());
    }

    /**
     * Takes back what was added, as long as all texts are kept: of one that is not, nothing is known.
     *
     * @param less what takes the value back when it is joined to it
     * @param nothing what a text without events has, and no other
     */
    Tally.Removal remove(String text, V less, V nothing) {
        if (cut != null) {
            return Tally.Removal.UNKNOWN;
        }
        if (kept.merge(text, less, join).equals(nothing)) {
            kept.remove(text);
            bytes -= bytes(text);
        }
        return Tally.Removal.DONE;
    }

    /** Whether there were more texts than it keeps. */
    boolean isTruncated() {
        return cut != null;
    }

    /** How many texts there were: exactly, or as many as lie so densely below the first that is not kept. */
    long estimate() {
        if (cut == null) {
            return kept.size();
        }
        double share = ((cut.hash() >>> 1) * 2.0 + 1) / HASHES;
        return Math.max(kept.size() + 1L, Math.round(kept.size() / share));
    }

    /** Those that are kept, in the order of the texts. */
    SortedMap<String, V> byText() {
        return Collections.unmodifiableSortedMap(kept);
    }

    void write(ValueWriter out) {
        out.optionalText(cut == null ? null : cut.text()).number(kept.size());
        kept.forEach((text, value) -> writer.accept(out.text(text), value));
    }

    void read(ValueReader in) {
        String first = in.optionalText();
        cut = first == null ? null : Hashed.of(first);
        for (int left = in.count(); left > 0; left--) {
            String text = in.text();
            kept.put(text, reader.apply(in));
            bytes += bytes(text);
        }
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }
}
