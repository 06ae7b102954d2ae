package io.dsel.stack;

import java.net.URI;
import java.util.Optional;

/** Asks a part over its real protocol whether it can be used. Must answer within a few seconds, whatever state the part is in. */
@FunctionalInterface
public interface Readiness {

    /** Empty when the part is ready, else why it is not, for people. */
    Optional<String> obstacle();

    /** @param health {@code http:…}, to be answered with 200, or {@code kafka://host:port}, a broker in its cluster */
    static Readiness of(URI health) {
        return switch (health.getScheme()) {
            case "http" -> HttpReadiness.of(health);
            case "kafka" -> new BrokerReadiness(health.getHost(), health.getPort());
            default -> throw new IllegalArgumentException("health must be http: or kafka:, not " + health);
        };
    }
}
