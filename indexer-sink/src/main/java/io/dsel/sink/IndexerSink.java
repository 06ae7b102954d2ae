package io.dsel.sink;

import io.dsel.avro.EventCodec;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain;
import io.dsel.sink.log.DeadLetterBox;
import io.dsel.sink.log.Replay;
import io.dsel.sink.log.Sink;
import io.dsel.sink.log.SinkSettings;
import io.dsel.sink.opensearch.IndexSetup;
import io.dsel.sink.opensearch.OpenSearch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** Writes events, aggregates and heads from the log to OpenSearch. */
public final class IndexerSink {
    private static final String SERVICE = "indexer-sink";

    private IndexerSink() {}

    public static void main(String[] arguments) {
        ServiceMain.run(SERVICE, arguments, SinkOptions.all(), IndexerSink::start);
    }

    private static void start(Configuration configuration, ServiceMain.Stops stops) {
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        stops.add(metrics::close);
        EventCodec codec = stops.add(new EventCodec(configuration.get(CommonOptions.SCHEMA_REGISTRY_URL)));
        OpenSearch openSearch = stops.add(new OpenSearch(configuration.get(SinkOptions.OPENSEARCH_URL)));
        IndexSetup setup = new IndexSetup(openSearch, SinkOptions.index(configuration));
        SinkSettings settings = SinkOptions.sink(configuration);
        Sink sink = stops.add(new Sink(settings, codec, openSearch, setup::apply, metrics));
        Replay replay = stops.add(new Replay(settings, sink));
        SinkRoutes routes = new SinkRoutes(sink, replay, new DeadLetterBox(settings.bootstrapServers()));
        HttpServer http = stops.add(new HttpServer(List.of(sink), SinkRoutes.problems(), metrics, routes::add));
        http.start(configuration.get(CommonOptions.HTTP_HOST), configuration.get(SinkOptions.HTTP_PORT));
        sink.start();
    }
}
