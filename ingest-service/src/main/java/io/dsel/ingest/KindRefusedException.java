package io.dsel.ingest;

import io.dsel.kind.KindChange;

/** A manifest that is well made, but does not fit what is in the log. */
final class KindRefusedException extends RuntimeException {
    private final transient KindChange change;

    KindRefusedException(String kind, KindChange change) {
        super("the manifest of " + kind + " does not fit what is in the log");
        this.change = change;
    }

    KindChange change() {
        return change;
    }
}
