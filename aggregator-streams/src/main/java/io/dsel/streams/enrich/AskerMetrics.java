package io.dsel.streams.enrich;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** What is measured of questions to the outside. */
final class AskerMetrics {
    private static final String ENRICHER = "enricher";

    private final MeterRegistry registry;
    private final AtomicLong open = new AtomicLong();

    AskerMetrics(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("dsel.enrichment.open", open, AtomicLong::get)
                .description("questions of groups of this instance that have no answer yet")
                .register(registry);
    }

    /** @param change how many more there are now */
    void open(int change) {
        open.addAndGet(change);
    }

    void asked(String enricher) {
        registry.counter("dsel.enrichment.asked", ENRICHER, enricher).increment();
    }

    void unavailable(String enricher) {
        registry.counter("dsel.enrichment.unavailable", ENRICHER, enricher).increment();
    }
}
