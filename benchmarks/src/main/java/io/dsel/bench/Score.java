package io.dsel.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * What the pairs of one ratio came to.
 *
 * @param events of the input
 * @param ours events per second of each run of ours, in order
 * @param yardstick events per second of the yardstick's runs; the i-th ran right after the i-th of ours
 */
record Score(String name, int events, double goal, List<Double> ours, List<Double> yardstick) {

    Score {
        if (ours.isEmpty() || ours.size() != yardstick.size()) {
            throw new IllegalArgumentException("runs must come in pairs");
        }
        ours = List.copyOf(ours);
        yardstick = List.copyOf(yardstick);
    }

    /** The ratios of the pairs, smallest first. */
    List<Double> ratios() {
        return IntStream.range(0, ours.size())
                .mapToObj(i -> ours.get(i) / yardstick.get(i))
                .sorted()
                .toList();
    }

    double median() {
        return median(ratios());
    }

    boolean met() {
        return median() >= goal;
    }

    /** {@code NAME ratio=MEDIAN (min..max, pairs=N) goal=… met|short}. */
    String line() {
        List<Double> ratios = ratios();
        return String.format(
                Locale.ROOT,
                "%s ratio=%.3f (%.3f..%.3f, pairs=%d) goal=%.2f %s  [ours %.0f/s, yardstick %.0f/s]",
                name,
                median(),
                ratios.getFirst(),
                ratios.getLast(),
                ratios.size(),
                goal,
                met() ? "met" : "short",
                median(ours.stream().sorted().toList()),
                median(yardstick.stream().sorted().toList()));
    }

    private static double median(List<Double> sorted) {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
