package io.dsel.e2e;

import io.dsel.event.LogPosition;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the clients were told: the only truth that a test of durability may start from. */
final class Ledger {
    private final Map<String, LogPosition> acknowledged = new ConcurrentHashMap<>();
    private final Set<String> retried = ConcurrentHashMap.newKeySet();

    /** The service answered 2xx: from here on the event must never be missing. */
    void acknowledged(String eventId, LogPosition position) {
        acknowledged.put(eventId, position);
    }

    /** An answer never came, and the client sends the same id again: the log may hold it twice. */
    void retried(String eventId) {
        retried.add(eventId);
    }

    Map<String, LogPosition> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    boolean wasRetried(String eventId) {
        return retried.contains(eventId);
    }

    int size() {
        return acknowledged.size();
    }
}
