package io.dsel.sink.opensearch;

import io.dsel.index.IndexSort;
import io.dsel.sink.document.IndexName;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a comparison has found so far. Its size follows months, kinds and fields, not documents. */
final class Findings {
    private static final int MOST_EXAMPLES = 50;

    private final SortedMap<Place, long[]> counts = new TreeMap<>();
    private final SortedMap<String, Long> fields = new TreeMap<>();
    private final List<Example> examples = new ArrayList<>();
    private long missing;
    private long different;
    private long extra;

    private record Place(IndexSort sort, String month, String kind) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return Comparator.comparing(Place::sort)
                    .thenComparing(Place::month)
                    .thenComparing(Place::kind)
                    .compare(this, other);
        }
    }

    /**
     * Documents of one kind in one index.
     *
     * @param index {@code events}, {@code aggregates} or {@code heads}
     * @param month such as {@code 2026.03}; empty for heads
     */
    record Count(String index, String month, String kind, long live, long other) {}

    /**
     * A document that is not the same in both.
     *
     * @param difference {@code missing}, {@code different} or {@code extra} in the other generation
     * @param index of the other generation, where it lies or should lie
     * @param fields that differ
     */
    record Example(String difference, String index, String id, List<String> fields) {}

    void equal(IndexName index, String kind) {
        count(index, kind, 1, 1);
    }

    void missing(IndexName index, String kind, String id) {
        missing++;
        count(index, kind, 1, 0);
        example("missing", index, id, List.of());
    }

    void different(IndexName index, String kind, String id, List<String> names) {
        different++;
        count(index, kind, 1, 1);
        names.forEach(name -> fields.merge(name, 1L, Long::sum));
        example("different", index, id, names);
    }

    void extra(IndexName index, String kind, String id) {
        extra++;
        count(index, kind, 0, 1);
        example("extra", index, id, List.of());
    }

    ComparisonResult result(int live, int other) {
        List<Count> all = new ArrayList<>();
        counts.forEach((place, both) ->
                all.add(new Count(place.sort().label(), place.month(), place.kind(), both[0], both[1])));
        return new ComparisonResult(
                live,
                other,
                missing + different + extra == 0,
                all.stream().mapToLong(Count::live).sum(),
                missing,
                different,
                extra,
                all,
                fields,
                List.copyOf(examples));
    }

    private void count(IndexName index, String kind, int live, int other) {
        String month = index.month().map(Findings::text).orElse("");
        long[] both = counts.computeIfAbsent(new Place(index.sort(), month, kind), place -> new long[2]);
        both[0] += live;
        both[1] += other;
    }

    private void example(String difference, IndexName index, String id, List<String> names) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(new Example(difference, index.text(), id, names));
        }
    }

    private static String text(YearMonth month) {
        return month.toString().replace('-', '.');
    }
}
