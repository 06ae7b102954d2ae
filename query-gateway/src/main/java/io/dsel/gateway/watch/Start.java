package io.dsel.gateway.watch;

import io.dsel.event.Token;
import java.time.Instant;

/** Where a watch begins. */
sealed interface Start {

    /** What comes from now on. */
    record Now() implements Start {}

    /** All that the log has. */
    record Beginning() implements Start {}

    /** What the log has had since then: log time, inclusive. */
    record At(Instant logTime) implements Start {}

    /**
     * Just behind a write. In partitions that the token does not name: what the log has had since it had the last of what the
     * token names, the same millisecond included, so that nothing written after it is missed.
     */
    record After(Token token) implements Start {}

    /** Exactly where a watch with the same filters broke off. */
    record Resumed(WatchPosition position) implements Start {}
}
