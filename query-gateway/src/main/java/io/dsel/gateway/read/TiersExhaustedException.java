package io.dsel.gateway.read;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** No tier gave an answer; says of each why. */
public final class TiersExhaustedException extends RuntimeException {
    private final transient List<Tried> tried;
    private final String waitingFor;
    private final Duration took;

    /** @param waitingFor null if no tier was merely behind a token */
    TiersExhaustedException(List<Tried> tried, String waitingFor, Duration took) {
        super(tried.stream().map(Tried::toString).collect(Collectors.joining("; ")));
        this.tried = List.copyOf(tried);
        this.waitingFor = waitingFor;
        this.took = took;
    }

    public List<Tried> tried() {
        return tried;
    }

    /** What a tier that works was waiting for, so that it may be worth to ask again. */
    public Optional<String> waitingFor() {
        return Optional.ofNullable(waitingFor);
    }

    public Duration took() {
        return took;
    }
}
