package io.dsel.e2e;

import io.dsel.event.LogPosition;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the clients were told: the only truth that a test of durability may start from. */
final class Ledger {
    private final Map<String, LogPosition> acknowledged = new ConcurrentHashMap<>();

    /** The service answered 2xx: from here on the event must never be missing. */
    void acknowledged(String eventId, LogPosition position) {
        acknowledged.put(eventId, position);
    }

    Map<String, LogPosition> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    int size() {
        return acknowledged.size();
    }
}
