package io.dsel.gateway;

import io.dsel.avro.EventCodec;
import io.dsel.client.LiveGenerations;
import io.dsel.client.LiveKinds;
import io.dsel.gateway.index.Index;
import io.dsel.gateway.index.IndexTier;
import io.dsel.gateway.index.Searches;
import io.dsel.gateway.log.Broker;
import io.dsel.gateway.log.LogTier;
import io.dsel.gateway.read.Tiers;
import io.dsel.gateway.store.StoreTier;
import io.dsel.gateway.store.Streams;
import io.dsel.gateway.watch.WatchRoutes;
import io.dsel.gateway.watch.Watches;
import io.dsel.kind.Kind;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain;
import io.dsel.service.ServiceMain.Stops;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The query gateway. */
public final class QueryGateway {
    private static final Logger LOG = LoggerFactory.getLogger(QueryGateway.class);
    private static final Duration KINDS_PATIENCE = Duration.ofSeconds(3);
    private static final Duration REGISTRY_PATIENCE = Duration.ofSeconds(2);

    private QueryGateway() {}

    public static void main(String[] arguments) {
        ServiceMain.run("query-gateway", arguments, GatewayOptions.all(), QueryGateway::start);
    }

    /** @return the server, listening */
    static HttpServer start(Configuration configuration, Stops stops) {
        Clock clock = Clock.systemUTC();
        String region = configuration.get(CommonOptions.REGION);
        Broker broker = stops.add(new Broker(configuration.get(CommonOptions.BOOTSTRAP_SERVERS)));
        Streams streams = stops.add(new Streams(configuration.get(GatewayOptions.STREAMS_URLS), clock));
        LiveGenerations generations =
                stops.add(LiveGenerations.follow(configuration.get(CommonOptions.BOOTSTRAP_SERVERS)));
        Index index = stops.add(new Index(
                configuration.get(GatewayOptions.OPENSEARCH_URL),
                configuration.get(GatewayOptions.OPENSEARCH_TIMEOUT),
                broker,
                generations,
                region,
                clock));
        EventCodec codec =
                stops.add(new EventCodec(configuration.get(CommonOptions.SCHEMA_REGISTRY_URL), REGISTRY_PATIENCE));
        LogTier log = stops.add(new LogTier(configuration.get(CommonOptions.BOOTSTRAP_SERVERS), broker, codec, region));
        Tiers tiers = stops.add(new Tiers(List.of(new StoreTier(streams), new IndexTier(index), log), broker, clock));
        LiveKinds declared = stops.add(LiveKinds.follow(
                configuration.get(CommonOptions.BOOTSTRAP_SERVERS),
                configuration.get(CommonOptions.SCHEMA_REGISTRY_URL),
                Map.of()));
        awaitLog(declared, generations);
        warmUp(declared);
        Kinds kinds = new Kinds(broker, declared);
        LiveVersions live = new LiveVersions(declared::aggregates, tiers);
        StatusRoutes status = new StatusRoutes(streams, index, broker, declared, region);
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Watches watches = new Watches(
                configuration.get(CommonOptions.BOOTSTRAP_SERVERS),
                codec,
                live::isLive,
                configuration.get(GatewayOptions.WATCH_MAX));
        metrics.gauge("dsel.watches", watches, Watches::open);
        HttpServer server = stops.add(new HttpServer(List.of(status), GatewayProblems.table(), metrics, routes -> {
            Versions versions = new Versions(declared);
            ObjectRoutes objects = new ObjectRoutes(tiers, kinds, versions, live);
            objects.add(routes);
            new CompareRoutes(tiers, kinds, versions, live).add(routes);
            new ExecutionRoutes(tiers, objects).add(routes);
            new EventRoutes(tiers, kinds, live).add(routes);
            new AggregateRoutes(streams, live).add(routes);
            new SearchRoutes(tiers, new Searches(index), kinds, live).add(routes);
            new WatchRoutes(watches, region, configuration.get(GatewayOptions.WATCH_PATIENCE)).add(routes);
            status.add(routes);
            new DescriptionRoutes().add(routes);
        }));
        stops.add(watches); // before the server, which would wait for them
        server.start(configuration.get(CommonOptions.HTTP_HOST), configuration.get(GatewayOptions.HTTP_PORT));
        return server;
    }

    /** Reads that ask for no version need no manifest, so they do not wait for a broker that is away. */
    private static void awaitLog(LiveKinds declared, LiveGenerations generations) {
        try {
            if (!declared.awaitReady(KINDS_PATIENCE)) {
                LOG.warn("the kinds in the log are not read to their end yet; until then, those that come along hold");
            }
            if (!generations.awaitReady(KINDS_PATIENCE)) {
                LOG.warn("which generation of the index is read is not known yet; until then, the first one is");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The first conversion costs a second, which no read should have to wait for. */
    private static void warmUp(LiveKinds declared) {
        Thread.ofPlatform().name("warm-up").daemon().start(() -> declared.get()
                .all()
                .forEach(Kind::compiled));
    }
}
