package io.dsel.stack;

import java.util.Locale;

/** Where a part is in its life. */
public enum PartState {
    /** Not running, because nobody started it or because it was told to stop. */
    STOPPED,
    /** The process runs, and does not answer as it should yet. */
    STARTING,
    /** Answers over its real protocol. */
    READY,
    /** Frozen by {@link DevStack#pause}. */
    PAUSED,
    /** Asked to stop. */
    STOPPING,
    /** Ended, and nobody had asked it to. */
    DEAD;

    /** As people and JSON see it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
