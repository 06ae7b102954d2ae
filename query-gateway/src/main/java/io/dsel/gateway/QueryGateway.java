package io.dsel.gateway;

import io.dsel.avro.EventCodec;
import io.dsel.gateway.index.IndexTier;
import io.dsel.gateway.log.LogTier;
import io.dsel.gateway.store.StoreTier;
import io.dsel.gateway.watch.WatchRoutes;
import io.dsel.gateway.watch.Watches;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain;
import io.dsel.service.ServiceMain.Stops;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;

/** The query gateway. */
public final class QueryGateway {
    private QueryGateway() {}

    public static void main(String[] arguments) {
        ServiceMain.run("query-gateway", arguments, GatewayOptions.all(), QueryGateway::start);
    }

    /** @return the server, listening */
    static HttpServer start(Configuration configuration, Stops stops) {
        Clock clock = Clock.systemUTC();
        String region = configuration.get(CommonOptions.REGION);
        LogTier log = stops.add(new LogTier(configuration.get(CommonOptions.BOOTSTRAP_SERVERS)));
        StoreTier store = stops.add(new StoreTier(
                configuration.get(GatewayOptions.STREAMS_URLS),
                configuration.get(GatewayOptions.STREAMS_TIMEOUT),
                clock));
        IndexTier index = stops.add(new IndexTier(
                configuration.get(GatewayOptions.OPENSEARCH_URL),
                configuration.get(GatewayOptions.OPENSEARCH_TIMEOUT),
                log,
                clock));
        StatusRoutes status = new StatusRoutes(store, index, log, region);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Watches watches = new Watches(
                configuration.get(CommonOptions.BOOTSTRAP_SERVERS),
                new EventCodec(configuration.get(CommonOptions.SCHEMA_REGISTRY_URL)),
                configuration.get(GatewayOptions.WATCH_MAX));
        metrics.gauge("dsel.watches", watches, Watches::open);
        HttpServer server = stops.add(new HttpServer(List.of(status), GatewayProblems.table(), metrics, routes -> {
            new StoreRoutes(store, region).add(routes);
            new IndexRoutes(index, region, clock).add(routes);
            new WatchRoutes(watches, region, configuration.get(GatewayOptions.WATCH_PATIENCE)).add(routes);
            status.add(routes);
        }));
        stops.add(watches); // before the server, which would wait for them
        server.start(configuration.get(CommonOptions.HTTP_HOST), configuration.get(GatewayOptions.HTTP_PORT));
        return server;
    }
}
