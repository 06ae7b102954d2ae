package io.dsel.ingest.writer;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a partition's log says, as far as it was followed: the head of every entity, and the events of the identity
 * window, to which every head belongs. A function of the events seen, in whatever order and however often. For one thread.
 */
final class PartitionState {
    private final long windowMillis;
    private final int mostIds;
    private final Map<String, Head> heads = new HashMap<>();
    private final Map<String, Known> ids = new LinkedHashMap<>();
    private Set<String> changed = new HashSet<>();
    private long latestLogTime;

    /**
     * @param windowMillis how long an id is known after the log took its event
     * @param mostIds so many of the latest are known at most, and perhaps a quarter more; the others are forgotten
     *     before their time
     */
    PartitionState(long windowMillis, int mostIds) {
        this.windowMillis = windowMillis;
        this.mostIds = mostIds;
    }

    /** Takes in an event of the log, which may have been seen before. */
    void observe(String entity, EventOrder order, Fingerprint fingerprint, Placed placed) {
        Ref ref = new Ref.At(placed.position());
        boolean deletion = EncodedEvent.isDeletion(placed.position().topic());
        rise(entity, new Head(order, deletion, fingerprint, ref));
        latestLogTime = Math.max(latestLogTime, placed.logTime());
        if (placed.logTime() > latestLogTime - windowMillis) {
            ids.putIfAbsent(
                    order.eventId(), new Known(fingerprint, order.timestamp(), placed.logTime(), deletion, ref));
        }
        forget();
    }

    /** Takes in a head that was written down before. */
    void restore(String entity, Head head) {
        heads.merge(entity, head, (a, b) -> a.order().compareTo(b.order()) < 0 ? b : a);
    }

    /** What the next transaction may append; sees what it has accepted so far. */
    Attempt attempt() {
        return new Attempt(this);
    }

    Head head(String entity) {
        return heads.get(entity);
    }

    /** What is remembered under an id, in the window or as the entity's head; null if nothing is. */
    Known known(String entity, String eventId) {
        Known known = ids.get(eventId);
        if (known != null) {
            return known;
        }
        Head head = heads.get(entity);
        return head != null && head.order().eventId().equals(eventId) ? head.known() : null;
    }

    /** Whether the event that lies there has been taken in, and is in the window still. */
    boolean holds(String eventId, LogPosition position) {
        Known known = ids.get(eventId);
        return known != null && known.ref().equals(new Ref.At(position));
    }

    /** The entities whose heads have changed since this was asked last. */
    Set<String> takeChanged() {
        Set<String> taken = changed;
        changed = new HashSet<>();
        return taken;
    }

    boolean hasChanged() {
        return !changed.isEmpty();
    }

    /** Lowers each topic's offset to that of the first event in it whose id is known. */
    Map<String, Long> windowStart(Map<String, Long> offsets) {
        Map<String, Long> lowered = new HashMap<>(offsets);
        for (Known known : ids.values()) {
            if (known.ref() instanceof Ref.At(LogPosition position)) {
                lowered.computeIfPresent(position.topic(), (topic, offset) -> Math.min(offset, position.offset()));
            }
        }
        return lowered;
    }

    int entities() {
        return heads.size();
    }

    int idsKnown() {
        return ids.size();
    }

    private void rise(String entity, Head head) {
        Head before = heads.get(entity);
        if (before == null || before.order().compareTo(head.order()) < 0) {
            heads.put(entity, head);
            changed.add(entity);
        }
    }

    /** Expired ones go one by one; where there are too many, the oldest go together, which need not be those seen first. */
    private void forget() {
        Iterator<Known> first = ids.values().iterator();
        while (first.hasNext() && first.next().logTime() <= latestLogTime - windowMillis) {
            first.remove();
        }
        if (ids.size() > mostIds + mostIds / 4) {
            long[] times =
                    ids.values().stream().mapToLong(Known::logTime).sorted().toArray();
            long oldestKept = times[times.length - mostIds];
            ids.values().removeIf(known -> known.logTime() < oldestKept);
        }
    }
}
