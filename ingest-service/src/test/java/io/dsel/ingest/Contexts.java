package io.dsel.ingest;

import io.dsel.kind.Kinds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** Requests to vary in tests: by Ann, at one instant, whose events get the id {@code id-1}. */
final class Contexts {
    static final Instant NOW = Instant.parse("2026-01-15T10:30:00.123Z");
    static final RequestContext PLAIN = of(Optional.empty(), Optional.empty());

    private Contexts() {}

    static RequestContext of(Optional<String> request, Optional<String> execution) {
        return of(request, execution, Optional.empty(), Optional.empty());
    }

    static RequestContext of(
            Optional<String> request, Optional<String> execution, Optional<String> comment, Optional<String> eventId) {
        return new RequestContext(
                "ann@example.com",
                request,
                execution,
                comment,
                Optional.empty(),
                eventId,
                "eu-west-1",
                Clock.fixed(NOW, ZoneOffset.UTC),
                Duration.ofDays(1),
                () -> "id-1",
                () -> Kinds.BUILT_IN);
    }
}
