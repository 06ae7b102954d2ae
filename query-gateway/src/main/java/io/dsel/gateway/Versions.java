package io.dsel.gateway;

import io.dsel.kind.Kinds;
import io.dsel.service.Problem;
import java.util.Optional;
import java.util.function.Supplier;

/** The versions that readers ask for. */
final class Versions {
    static final String PARAMETER = "apiVersion";

    private final Supplier<Kinds> kinds;

    Versions(Supplier<Kinds> kinds) {
        this.kinds = kinds;
    }

    /** For the events of one answer, which are all read by the kinds of one moment. */
    VersionReader reader(ReadParameters parameters) {
        Optional<String> wanted = parameters.one(PARAMETER);
        return wanted.map(version ->
                        VersionReader.of(version, kinds.get(), parameters.wish().timeout()))
                .orElseGet(VersionReader::asStored);
    }

    /** A problem that is the answer to a {@link NotConvertibleException}. */
    static Problem problem(NotConvertibleException e) {
        return new Problem(422, "not-convertible", "Not of that version", e.getMessage())
                .with("eventId", e.eventId())
                .with("apiVersion", e.stored());
    }
}
