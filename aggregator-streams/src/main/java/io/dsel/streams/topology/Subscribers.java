package io.dsel.streams.topology;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.streams.aggregate.Orders;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Which groups of aggregates refer to the objects of a partition. */
final class Subscribers {
    /** No entity is called so. */
    private static final String KINDS = "kinds";

    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 256;
    private static final byte[] NOTHING = new byte[0];

    private final KeyValueStore<Bytes, byte[]> store;

    /** Kinds of objects that were ever referred to here, so that the usual event costs no look. */
    private final Set<String> kinds = new HashSet<>();

    Subscribers(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<Bytes, byte[]> all = store.range(HistoryKey.first(KINDS), HistoryKey.last(KINDS))) {
            all.forEachRemaining(
                    kind -> kinds.add(HistoryKey.order(KINDS, kind.key).eventId()));
        }
    }

    /**
     * A group that refers to an object.
     *
     * @param since the member with which it began to
     * @param takes what it is told of the object, as {@link io.dsel.aggregate.Takes} says it
     */
    record Subscriber(Owner group, EventOrder since, String takes) {}

    /** Whether objects of the kind may be referred to. */
    boolean hasAnyOf(String kind) {
        return kinds.contains(kind);
    }

    void put(String entity, Subscriber subscriber) {
        String kind = EntityKey.parse(entity).kind();
        if (kinds.add(kind)) {
            store.put(HistoryKey.of(KINDS, new EventOrder(0, kind)), NOTHING);
        }
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES);
        Orders.write(out, subscriber.since());
        store.put(key(entity, subscriber.group()), out.text(subscriber.takes()).bytes());
    }

    void remove(String entity, Owner group) {
        store.delete(key(entity, group));
    }

    /**
     * Some of them, in the order of their names.
     *
     * @param after those that come behind this one; all without it
     * @return one more than the most if there are more
     */
    List<Subscriber> some(String entity, Optional<Owner> after, int most) {
        Bytes start = after.map(group -> key(entity, group)).orElseGet(() -> HistoryKey.first(entity));
        List<Subscriber> some = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store.range(start, HistoryKey.last(entity))) {
            while (all.hasNext() && some.size() <= most) {
                KeyValue<Bytes, byte[]> next = all.next();
                if (after.isEmpty() || !next.key.equals(start)) {
                    some.add(subscriber(entity, next));
                }
            }
        }
        return some;
    }

    private static Subscriber subscriber(String entity, KeyValue<Bytes, byte[]> stored) {
        ValueReader in = new ValueReader(FORMAT, stored.value);
        Owner group = Owner.parse(HistoryKey.order(entity, stored.key).eventId());
        return new Subscriber(group, Orders.read(in), in.text());
    }

    private static Bytes key(String entity, Owner group) {
        return HistoryKey.of(entity, new EventOrder(0, group.text()));
    }
}
