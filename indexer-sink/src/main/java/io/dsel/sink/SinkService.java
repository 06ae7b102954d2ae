package io.dsel.sink;

import io.dsel.avro.EventCodec;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import io.dsel.sink.log.DeadLetterBox;
import io.dsel.sink.log.Replay;
import io.dsel.sink.log.Sink;
import io.dsel.sink.log.SinkSettings;
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
        IndexSetup setup = new IndexSetup(openSearch, SinkOptions.index(configuration));
        SinkSettings settings = SinkOptions.sink(configuration);
        Sink sink = stops.add(new Sink(settings, codec, openSearch, setup::apply, metrics));
        int months = configuration.get(SinkOptions.RETENTION_MONTHS);
        if (months > 0) {
            stops.add(new RetentionSchedule(new Retention(openSearch, months, Clock.systemUTC())));
        }
        Replay replay = stops.add(new Replay(settings, sink));
        SinkRoutes routes = new SinkRoutes(sink, replay, new DeadLetterBox(settings.bootstrapServers()));
        HttpServer http = stops.add(new HttpServer(List.of(sink), SinkRoutes.problems(), metrics, routes::add));
        http.start(configuration.get(CommonOptions.HTTP_HOST), configuration.get(SinkOptions.HTTP_PORT));
        sink.start();
        return http;
    }
}
