package io.dsel.bench.sink;

import io.dsel.avro.EventCodec;
import io.dsel.bench.BenchStack;
import io.dsel.bench.GroupProgress;
import io.dsel.bench.Ratio;
import io.dsel.index.Generations;
import io.dsel.sink.log.BulkLimits;
import io.dsel.sink.log.Sink;
import io.dsel.sink.log.SinkSettings;
import io.dsel.sink.log.SinkState;
import io.dsel.sink.opensearch.IndexSettings;
import io.dsel.sink.opensearch.IndexSetup;
import io.dsel.sink.opensearch.OpenSearch;
import io.dsel.topic.Topics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;

/** The two sides over one log. The settings are the service's defaults. */
final class SinkContest implements Ratio.Contest {
    private static final BulkLimits LIMITS = BulkLimits.DEFAULT;
    private static final Duration COMMIT_INTERVAL = Duration.ofMillis(100);
    private static final IndexSettings INDEX =
            new IndexSettings(IndexSettings.AUTO, Duration.ofSeconds(1), "best_compression");

    private final BenchStack stack;
    private final int events;
    private final EventIndices indices;
    private final EventCodec codec;
    private final OpenSearch openSearch;
    private final IndexSetup setup;
    private final GroupProgress progress;
    private final Map<String, String> fingerprints = new TreeMap<>();
    private BulkLoader loader;
    private int runs;

    SinkContest(BenchStack stack, int events) throws InterruptedException, ExecutionException {
        this.stack = stack;
        this.events = events;
        this.indices = new EventIndices(stack.openSearchUrl());
        this.codec = new EventCodec(stack.registryUrl());
        this.openSearch = new OpenSearch(List.of(URI.create(stack.openSearchUrl())));
        this.setup = new IndexSetup(openSearch, INDEX);
        this.progress = new GroupProgress(stack.bootstrapServers(), Topics.EVENTS);
    }

    @Override
    public double ours() throws Exception {
        freshIndices();
        String group = "bench-sink-" + ++runs;
        SinkSettings settings =
                new SinkSettings(stack.bootstrapServers(), group, "", Topics.EVENTS, LIMITS, COMMIT_INTERVAL);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Sink sink = new Sink(settings, codec, openSearch, () -> {}, metrics);
        double seconds;
        try {
            long start = System.nanoTime();
            sink.start();
            progress.awaitEnd(group, () -> requireUnstopped(sink));
            seconds = (System.nanoTime() - start) / 1e9;
        } finally {
            sink.pause();
            metrics.close();
        }
        progress.forget(group);
        requireAll("the sink");
        if (loader == null) {
            takeDocuments();
        }
        return events / seconds;
    }

    @Override
    public double yardstick() throws Exception {
        freshIndices();
        long start = System.nanoTime();
        loader.load(indices);
        double seconds = (System.nanoTime() - start) / 1e9;
        requireAll("the bulk loader");
        return events / seconds;
    }

    /** Every document of the yardstick, byte by byte, against that of the sink under the same id. */
    @Override
    public void requireEqualOutputs() throws IOException, InterruptedException {
        Map<String, String> missing = new TreeMap<>(fingerprints);
        indices.read(document -> {
            String wanted = missing.remove(document.id());
            if (!document.fingerprint().equals(wanted)) {
                throw new AssertionError("document " + document.id() + " in " + document.index()
                        + (wanted == null ? " was not written by the sink" : " is not what the sink wrote"));
            }
        });
        if (!missing.isEmpty()) {
            throw new AssertionError(missing.size() + " documents of the sink were not written by the bulk loader,"
                    + " among them " + missing.keySet().iterator().next());
        }
    }

    @Override
    public void close() {
        progress.close();
        openSearch.close();
        codec.close();
        indices.close();
        stack.close();
    }

    private void freshIndices() throws IOException, InterruptedException {
        indices.delete();
        setup.apply(Generations.FIRST);
    }

    /** The yardstick's input is what the sink wrote, as OpenSearch has it. */
    private void takeDocuments() throws IOException, InterruptedException {
        BulkLoader made = new BulkLoader(LIMITS);
        indices.read(document -> {
            fingerprints.put(document.id(), document.fingerprint());
            made.add(document);
        });
        made.seal();
        loader = made;
    }

    private void requireAll(String side) throws IOException, InterruptedException {
        int found = indices.count();
        if (found != events) {
            throw new AssertionError(side + " left " + found + " documents of " + events + " events");
        }
    }

    private static void requireUnstopped(Sink sink) {
        if (sink.state() instanceof SinkState.Stopped(String reason)) {
            throw new AssertionError("the sink stopped: " + reason);
        }
    }
}
