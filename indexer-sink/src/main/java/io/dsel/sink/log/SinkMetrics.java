package io.dsel.sink.log;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What the sink counts. */
final class SinkMetrics {
    private final Counter stored;
    private final Counter alreadyThere;
    private final Counter superseded;
    private final Counter dead;
    private final Counter retries;
    private final AtomicLong bytesInFlight = new AtomicLong();

    /** @param generation of the index that is written */
    SinkMetrics(MeterRegistry registry, int generation) {
        String tag = Integer.toString(generation);
        stored = documents(registry, tag, "stored");
        alreadyThere = documents(registry, tag, "already-there");
        superseded = documents(registry, tag, "superseded");
        dead = documents(registry, tag, "dead-letter");
        retries = Counter.builder("dsel.sink.retries")
                .description("documents sent again")
                .tag("generation", tag)
                .register(registry);
        Gauge.builder("dsel.sink.bytes.in.flight", bytesInFlight, AtomicLong::get)
                .description("read from the log and not settled")
                .tag("generation", tag)
                .register(registry);
    }

    void stored(int documents) {
        stored.increment(documents);
    }

    void alreadyThere(int documents) {
        alreadyThere.increment(documents);
    }

    /** A head that a later one in the same request made needless. */
    void superseded() {
        superseded.increment();
    }

    void dead() {
        dead.increment();
    }

    void retries(int documents) {
        retries.increment(documents);
    }

    void bytesInFlight(long bytes) {
        bytesInFlight.set(bytes);
    }

    private static Counter documents(MeterRegistry registry, String generation, String outcome) {
        return Counter.builder("dsel.sink.documents")
                .description("settled, by outcome")
                .tag("generation", generation)
                .tag("outcome", outcome)
                .register(registry);
    }
}
