package io.dsel.gateway.log;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** The first few of many by an order, each place taken once; never holds more. */
final class Firsts<K, V> {
    private final TreeMap<K, V> kept;
    private final int most;
    private final BinaryOperator<V> choice;

    /** @param choice which of two values of one place stays */
    Firsts(Comparator<? super K> order, int most, BinaryOperator<V> choice) {
        this.kept = new TreeMap<>(order);
        this.most = most;
        this.choice = choice;
    }

    /** Whether a value at that place would stay, as far as is known. */
    boolean wants(K place) {
        return kept.size() < most || kept.comparator().compare(place, kept.lastKey()) <= 0;
    }

    void offer(K place, V value) {
        if (wants(place)) {
            kept.merge(place, value, choice);
            if (kept.size() > most) {
                kept.pollLastEntry();
            }
        }
    }

    /** In the order. */
    List<V> values() {
        return List.copyOf(kept.values());
    }
}
