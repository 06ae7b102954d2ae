package io.dsel.ingest;

import io.dsel.ingest.writer.HeadView;
import io.dsel.ingest.writer.Result.Reason;
import java.util.Optional;

/** What the log holds speaks against a write. */
final class ConflictException extends RuntimeException {
    private final Reason reason;
    private final transient Optional<HeadView> there;

    /** @param there the event that is in the way, if it is one */
    ConflictException(Reason reason, Optional<HeadView> there) {
        super(reason + there.map(head -> ": " + head.eventId()).orElse(""));
        this.reason = reason;
        this.there = there;
    }

    Reason reason() {
        return reason;
    }

    Optional<HeadView> there() {
        return there;
    }
}
