package io.dsel.ingest.writer;

import io.dsel.event.LogPosition;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A partition in memory, whose writer decides as that of the log does. */
public final class MemoryPartition {
    private static final int MOST_IDS = 1_000;

    private final PartitionState state;
    private final Map<LogPosition, EncodedEvent> events = new LinkedHashMap<>();
    private final Map<String, Long> ends = new HashMap<>();
    private long logTime;

    /** @param windowMillis of identity */
    public MemoryPartition(long windowMillis) {
        state = new PartitionState(windowMillis, MOST_IDS);
    }

    /** What becomes of the unit, in a transaction of its own. */
    public synchronized Result submit(Unit unit) {
        Attempt attempt = state.attempt();
        Decision decision = attempt.decide(unit);
        List<Placed> placed = attempt.appended().stream().map(this::place).toList();
        attempt.committed(placed);
        return decision.resolve(placed);
    }

    /** Lets time go by in the log. */
    public synchronized void pass(long millis) {
        logTime += millis;
    }

    public synchronized byte[] read(LogPosition position) {
        return events.get(position).value();
    }

    /** In the order in which they were appended. */
    public synchronized List<byte[]> values() {
        return events.values().stream().map(EncodedEvent::value).toList();
    }

    private Placed place(EncodedEvent event) {
        long offset = ends.merge(event.topic(), 1L, Long::sum) - 1;
        LogPosition position = new LogPosition(event.topic(), 0, offset);
        events.put(position, event);
        return new Placed(position, logTime);
    }
}
