package io.dsel.streams.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EventOrder;
import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;

/**
 * Keys that sort by owner, then by the events' order: the owner's UTF-8 (an entity, a group), a zero byte that no
 * owner holds, the event's time in eight bytes, its id.
 */
public final class HistoryKey {
    private HistoryKey() {}

    public static Bytes of(String owner, EventOrder order) {
        return join(owner, order.sortable());
    }

    /** At or below the owner's first key. */
    public static Bytes first(String owner) {
        return join(owner, new byte[0]);
    }

    /** Above the owner's last key. */
    public static Bytes last(String owner) {
        return upTo(owner, Long.MAX_VALUE);
    }

    /** Above the owner's keys at that time, below those after it; milliseconds since 1970 UTC. */
    public static Bytes upTo(String owner, long timestamp) {
        byte[] order = new EventOrder(timestamp, "").sortable();
        byte[] above = Arrays.copyOf(order, order.length + 1);
        above[order.length] = (byte) 0xFF; // ids are ASCII
        return join(owner, above);
    }

    /** Below the owner's keys at that time, above those before it; milliseconds since 1970 UTC. */
    public static Bytes from(String owner, long timestamp) {
        return of(owner, new EventOrder(timestamp, ""));
    }

    public static EventOrder order(String owner, Bytes key) {
        return EventOrder.fromSortable(key.get(), owner.getBytes(UTF_8).length + 1);
    }

    private static Bytes join(String owner, byte[] order) {
        byte[] name = owner.getBytes(UTF_8);
        byte[] key = Arrays.copyOf(name, name.length + 1 + order.length);
        System.arraycopy(order, 0, key, name.length + 1, order.length);
        return Bytes.wrap(key);
    }
}
