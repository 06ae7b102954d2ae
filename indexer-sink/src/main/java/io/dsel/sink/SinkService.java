package io.dsel.sink;

import io.dsel.avro.EventCodec;
import io.dsel.client.LiveGenerations;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import io.dsel.sink.generation.Comparisons;
import io.dsel.sink.generation.Indexing;
import io.dsel.sink.generation.Progress;
import io.dsel.sink.generation.Steps;
import io.dsel.sink.log.DeadLetterBox;
import io.dsel.sink.log.Groups;
import io.dsel.sink.log.Replay;
import io.dsel.sink.log.Sink;
import io.dsel.sink.log.SinkSettings;
import io.dsel.sink.log.StepLog;
import io.dsel.sink.opensearch.GenerationIndices;
import io.dsel.sink.opensearch.IndexSetup;
import io.dsel.sink.opensearch.OpenSearch;
import io.dsel.sink.opensearch.Retention;
import io.dsel.sink.opensearch.RetentionSchedule;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The parts of the running service and how they are put together. */
final class SinkService {
    /** The thread that reads the log asks for a schema that it meets for the first time. */
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(5);

    private SinkService() {}

    /**
     * Starts it; returns before OpenSearch or the broker have answered, for which it waits.
     *
     * @param stops gets what is to be closed at the end
     * @return where it listens
     */
    static HttpServer start(Configuration configuration, Stops stops) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        stops.add(metrics::close);
        String registry = configuration.get(CommonOptions.SCHEMA_REGISTRY_URL);
        EventCodec codec = stops.add(new EventCodec(registry, REGISTRY_PATIENCE));
        OpenSearch openSearch = stops.add(new OpenSearch(configuration.get(SinkOptions.OPENSEARCH_URL)));
        SinkSettings settings = SinkOptions.sink(configuration);
        LiveGenerations generations = stops.add(LiveGenerations.follow(settings.bootstrapServers()));
        IndexSetup setup = new IndexSetup(openSearch, SinkOptions.index(configuration));
        GenerationIndices indices = new GenerationIndices(openSearch, setup, generations);
        Groups groups = stops.add(new Groups(settings));
        Indexing indexing = stops.add(new Indexing(
                generations,
                generation -> new Sink(settings.of(generation), codec, openSearch, indices::prepare, metrics),
                indices,
                groups));
        int months = configuration.get(SinkOptions.RETENTION_MONTHS);
        if (months > 0) {
            stops.add(new RetentionSchedule(new Retention(openSearch, months, Clock.systemUTC())));
        }
        Replay replay = new Replay(groups, indexing::state);
        SinkRoutes routes = new SinkRoutes(indexing, replay, new DeadLetterBox(settings.bootstrapServers()));
        int rate = configuration.get(SinkOptions.REBUILD_RATE);
        Steps steps = new Steps(new StepLog(settings), groups, indices, indexing, rate);
        Comparisons comparisons = new Comparisons(openSearch, groups, indexing, steps);
        IndexRoutes rebuild = new IndexRoutes(new Progress(indexing, groups), steps, comparisons);
        HttpServer http = stops.add(new HttpServer(List.of(indexing), SinkRoutes.problems(), metrics, all -> {
            routes.add(all);
            rebuild.add(all);
        }));
        http.start(configuration.get(CommonOptions.HTTP_HOST), configuration.get(SinkOptions.HTTP_PORT));
        indexing.start();
        return http;
    }
}
