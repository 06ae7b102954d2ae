package io.dsel.aggregate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which aggregates are made of which. */
final class Sources {
    private Sources() {}

    /**
     * How one takes another, directly or by way of more, in as few steps as can be: their names, from the one to the other.
     * Empty if it does not.
     */
    static Optional<List<String>> way(Collection<Aggregate> all, Aggregate from, Aggregate to) {
        Map<String, String> before = new HashMap<>();
        Deque<Aggregate> next = new ArrayDeque<>(List.of(from));
        while (!next.isEmpty()) {
            Aggregate at = next.remove();
            if (at.takes(to.kind())) {
                return Optional.of(way(before, from, at, to));
            }
            for (Aggregate source : all) {
                if (at.takes(source.kind()) && before.putIfAbsent(source.name(), at.name()) == null) {
                    next.add(source);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> way(Map<String, String> before, Aggregate from, Aggregate last, Aggregate to) {
        List<String> way = new ArrayList<>(List.of(to.name()));
        for (String at = last.name(); !at.equals(from.name()); at = before.get(at)) {
            way.addFirst(at);
        }
        way.addFirst(from.name());
        return way;
    }
}
