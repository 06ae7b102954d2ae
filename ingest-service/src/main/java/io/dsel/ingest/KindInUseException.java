package io.dsel.ingest;

import io.dsel.event.EventKind;
import java.util.List;

/** A kind that is not deleted, because there are events of it. */
final class KindInUseException extends RuntimeException {
    private final transient List<EventKind> used;

    /** @param used at least one */
    KindInUseException(String kind, List<EventKind> used) {
        super("there are events of " + kind + " in the log");
        this.used = used;
    }

    List<EventKind> used() {
        return used;
    }
}
