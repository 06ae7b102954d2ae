package io.dsel.gateway.store;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** No streams instance answered; says of each why. */
public final class StoreUnavailableException extends RuntimeException {
    private final transient Map<URI, String> reasons;

    StoreUnavailableException(Map<URI, String> reasons) {
        super("no streams instance answered: "
                + reasons.entrySet().stream()
                        .map(reason -> reason.getKey() + " " + reason.getValue())
                        .collect(Collectors.joining("; ")));
        this.reasons = Collections.unmodifiableMap(new LinkedHashMap<>(reasons));
    }

    /** Each instance that was asked, in order, and what came of it. */
    public Map<URI, String> reasons() {
        return reasons;
    }
}
