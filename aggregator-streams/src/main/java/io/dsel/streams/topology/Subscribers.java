package io.dsel.streams.topology;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.streams.aggregate.Orders;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
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

    /** In the order of their names. */
    void forEach(String entity, Consumer<Subscriber> action) {
        try (KeyValueIterator<Bytes, byte[]> all = store.range(HistoryKey.first(entity), HistoryKey.last(entity))) {
            while (all.hasNext()) {
                KeyValue<Bytes, byte[]> next = all.next();
                ValueReader in = new ValueReader(FORMAT, next.value);
                Owner group = Owner.parse(HistoryKey.order(entity, next.key).eventId());
                action.accept(new Subscriber(group, Orders.read(in), in.text()));
            }
        }
    }

    private static Bytes key(String entity, Owner group) {
        return HistoryKey.of(entity, new EventOrder(0, group.text()));
    }
}
