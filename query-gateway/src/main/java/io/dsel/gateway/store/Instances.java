package io.dsel.gateway.store;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Which instance to ask next: in turn, those that failed lately last. */
final class Instances {
    /** How long an instance that failed stays behind the others. */
    static final Duration SHUNNED = Duration.ofSeconds(5);

    private final List<URI> urls;
    private final InstantSource clock;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<URI, Instant> failures = new ConcurrentHashMap<>();

    Instances(List<URI> urls, InstantSource clock) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("streams.urls names no instance");
        }
        this.urls = List.copyOf(urls);
        this.clock = clock;
    }

    /** All of them, in the order in which to try. */
    List<URI> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), urls.size());
        Instant now = clock.instant();
        List<URI> fit = new ArrayList<>();
        List<URI> shunned = new ArrayList<>();
        for (int i = 0; i < urls.size(); i++) {
            URI url = urls.get((first + i) % urls.size());
            Instant failure = failures.get(url);
            (failure == null || failure.plus(SHUNNED).isBefore(now) ? fit : shunned).add(url);
        }
        fit.addAll(shunned);
        return fit;
    }

    List<URI> all() {
        return urls;
    }

    void failed(URI url) {
        failures.put(url, clock.instant());
    }

    void answered(URI url) {
        failures.remove(url);
    }
}
