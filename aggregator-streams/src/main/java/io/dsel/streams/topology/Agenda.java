package io.dsel.streams.topology;

import io.dsel.event.EventOrder;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.HistoryKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which groups of a partition are still to be told of: those whose period has not ended, in the order of its end, and those
 * that got events when their aggregate could not be folded here. And how far event time has come, for each formula.
 */
final class Agenda {
    /** No rule is called so. */
    private static final String LATE = "late";

    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;

    /** Rules of groups that are late, so that the usual case costs no look. */
    private final Set<String> lateRules = new HashSet<>();

    Agenda(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.range(HistoryKey.first(LATE), HistoryKey.last(LATE))) {
            all.forEachRemaining(late -> lateRules.add(owner(LATE, late.key).rule()));
        }
    }

    /** A group whose period has ended. */
    record Ended(Owner owner, Instant end) {}

    /**
     * A group that is behind its events.
     *
     * @param last of the events that were not folded, the one that came last
     */
    record Late(Owner owner, EventOrder last) {}

    /** Whether event time has come to that end. */
    boolean hasEnded(String rule, Instant end) {
        return end.toEpochMilli() <= watermark(rule);
    }

    /** Keeps a group until its period ends. */
    void open(Owner owner, Instant end) {
        Bytes key = HistoryKey.of(owner.rule(), new EventOrder(end.toEpochMilli(), owner.text()));
        if (store.get(key) == null) {
            store.put(key, NOTHING);
        }
    }

    /**
     * Moves event time, if it has come further.
     *
     * @param time milliseconds since 1970 UTC
     * @return the groups whose period has ended by that, in the order of the end, then of their names
     */
    List<Ended> advance(String rule, long time) {
        if (time <= watermark(rule)) {
            return List.of();
        }
        store.put(
                watermarkKey(rule),
                ByteBuffer.allocate(Long.BYTES).putLong(time).array());
        List<Bytes> keys = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> ended = store.range(HistoryKey.first(rule), HistoryKey.upTo(rule, time))) {
            ended.forEachRemaining(entry -> keys.add(entry.key));
        }
        List<Ended> groups = new ArrayList<>(keys.size());
        for (Bytes key : keys) {
            store.delete(key);
            groups.add(new Ended(
                    owner(rule, key),
                    Instant.ofEpochMilli(HistoryKey.order(rule, key).timestamp())));
        }
        return groups;
    }

    /** @param event of the group, which was not folded */
    void postpone(Owner owner, EventOrder event) {
        store.put(lateKey(owner.text()), event.sortable());
        lateRules.add(owner.rule());
    }

    /** Whether groups of the formula may be late. */
    boolean hasLate(String rule) {
        return lateRules.contains(rule);
    }

    /** Whether the group was late; it is not from now on. */
    boolean take(Owner owner) {
        return lateRules.contains(owner.rule()) && store.delete(lateKey(owner.text())) != null;
    }

    /** Some groups of the formula that were late; they are not from now on. */
    List<Late> takeLate(String rule, int most) {
        if (!lateRules.contains(rule)) {
            return List.of();
        }
        List<Late> late = new ArrayList<>();
        // An owner's text goes on with a slash; the character behind that is a zero.
        try (KeyValueIterator<Bytes, byte[]> all = store.range(lateKey(rule + "/"), lateKey(rule + "0"))) {
            while (all.hasNext() && late.size() < most) {
                KeyValue<Bytes, byte[]> next = all.next();
                late.add(new Late(owner(LATE, next.key), EventOrder.fromSortable(next.value, 0)));
            }
        }
        late.forEach(group -> store.delete(lateKey(group.owner().text())));
        if (late.size() < most) {
            lateRules.remove(rule);
        }
        return late;
    }

    private long watermark(String rule) {
        byte[] known = store.get(watermarkKey(rule));
        return known == null ? -1 : ByteBuffer.wrap(known).getLong();
    }

    private static Bytes watermarkKey(String rule) {
        return HistoryKey.of("time", new EventOrder(0, rule));
    }

    private static Bytes lateKey(String owner) {
        return HistoryKey.of(LATE, new EventOrder(0, owner));
    }

    private static Owner owner(String list, Bytes key) {
        return Owner.parse(HistoryKey.order(list, key).eventId());
    }
}
