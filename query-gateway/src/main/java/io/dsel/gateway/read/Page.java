package io.dsel.gateway.read;

import java.util.List;

/** @param more whether there are items behind these */
public record Page<T>(List<T> items, boolean more) {
    public Page {
        items = List.copyOf(items);
    }

    /** The first items of what was read with one more than wanted. */
    public static <T> Page<T> of(List<T> items, int limit) {
        return items.size() <= limit ? new Page<>(items, false) : new Page<>(items.subList(0, limit), true);
    }
}
