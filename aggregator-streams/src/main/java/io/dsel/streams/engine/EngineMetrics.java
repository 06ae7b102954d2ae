package io.dsel.streams.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.KafkaStreams;

/** What is measured of the streams: of the many figures of Kafka Streams the few that are watched. */
public final class EngineMetrics {
    private EngineMetrics() {}

    public static void bind(StreamsEngine engine, LogWatch watch, MeterRegistry registry) {
        Gauge.builder("dsel.streams.ready", engine, it -> it.check().ready() ? 1 : 0)
                .description("1 while the streams run, 0 while they start, rebalance, restore or are paused")
                .register(registry);
        Gauge.builder("dsel.streams.lag", watch, LogWatch::lastLag)
                .description("records in the log that the group has not committed yet, at the last look")
                .register(registry);
        FunctionCounter.builder(
                        "dsel.streams.processed", engine, it -> sum(it, "stream-thread-metrics", "process-total"))
                .description("records processed by this instance since its streams started")
                .register(registry);
        FunctionCounter.builder("dsel.streams.commits", engine, it -> sum(it, "stream-thread-metrics", "commit-total"))
                .description("transactions committed by this instance since its streams started")
                .register(registry);
        FunctionCounter.builder(
                        "dsel.streams.dropped", engine, it -> sum(it, "stream-task-metrics", "dropped-records-total"))
                .description("records that were no events and went to the dead letters")
                .register(registry);
    }

    private static double sum(StreamsEngine engine, String group, String name) {
        KafkaStreams streams;
        try {
            streams = engine.streams();
        } catch (StreamsUnavailableException e) {
            return 0;
        }
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().group().equals(group)
                        && metric.metricName().name().equals(name))
                .map(Metric::metricValue)
                .mapToDouble(value -> value instanceof Number number ? number.doubleValue() : 0)
                .sum();
    }
}
