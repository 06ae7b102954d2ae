package io.dsel.cli.git;

import io.dsel.event.Event;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** How many events there are, of what. */
final class EventCounts {

    /** Events of one object kind. */
    record OfKind(int applied, int deleted) {

        static final OfKind NONE = new OfKind(0, 0);

        int total() {
            return applied + deleted;
        }

        OfKind plus(OfKind other) {
            return new OfKind(applied + other.applied, deleted + other.deleted);
        }
    }

    private final SortedMap<String, OfKind> kinds = new TreeMap<>();
    private final Set<String> entities = new HashSet<>();

    void add(Event event) {
        OfKind one = event.kind().isDeletion() ? new OfKind(0, 1) : new OfKind(1, 0);
        kinds.merge(event.kind().objectKind(), one, OfKind::plus);
        entities.add(event.entity().text());
    }

    /** By the kind of their object. */
    SortedMap<String, OfKind> kinds() {
        return Collections.unmodifiableSortedMap(kinds);
    }

    OfKind all() {
        return kinds.values().stream().reduce(OfKind.NONE, OfKind::plus);
    }

    /** Entities that have at least one of them. */
    int entities() {
        return entities.size();
    }
}
