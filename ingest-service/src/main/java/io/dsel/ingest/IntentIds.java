package io.dsel.ingest;

import io.dsel.event.EventIds;
import java.util.UUID;

/**
 * Ids of intents. An intent has the time of its outcome and the lesser id, so that at no time it is what the object's state
 * is read from; and a request that is sent again has the same.
 */
final class IntentIds {
    /** Before any id that begins with a letter or a digit but 0, and before the time that a UUIDv7 begins with. */
    private static final String FIRST = "00000000";

    private IntentIds() {}

    static String of(UUID namespace, String outcomeId) {
        return FIRST + EventIds.derived(namespace, outcomeId).substring(FIRST.length());
    }
}
