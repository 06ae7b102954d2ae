package io.dsel.streams;

import io.dsel.avro.EventCodec;
import io.dsel.client.LiveKinds;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ProblemTable;
import io.dsel.service.ServiceMain;
import io.dsel.streams.build.Builds;
import io.dsel.streams.engine.CaughtUp;
import io.dsel.streams.engine.EngineMetrics;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.LogWatch;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.enrich.Asker;
import io.dsel.streams.enrich.Enriching;
import io.dsel.streams.query.QueryProblems;
import io.dsel.streams.query.Reads;
import io.dsel.streams.replay.ReplayRoutes;
import io.dsel.streams.topology.PastEvents;
import io.dsel.topic.TopicCreator;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.streams.state.HostInfo;

/** Keeps heads, history and aggregates with Kafka Streams, and answers queries of them over HTTP. */
public final class AggregatorStreams {
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private AggregatorStreams() {}

    public static void main(String[] arguments) {
        ServiceMain.run("aggregator-streams", arguments, StreamsOptions.all(), AggregatorStreams::start);
    }

    private static void start(Configuration options, ServiceMain.Stops stops) {
        Plugins.check(options.get(StreamsOptions.PLUGINS), System.getProperty("java.class.path"));
        InstantSource clock = InstantSource.system();
        String bootstrap = options.get(CommonOptions.BOOTSTRAP_SERVERS);
        HostInfo self = self(options);
        EventCodec codec = stops.add(new EventCodec(options.get(CommonOptions.SCHEMA_REGISTRY_URL)));
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
        stops.add((AutoCloseable) () -> admin.close(CLOSING)); // it would wait longer for a broker that is away
        LiveKinds kinds =
                stops.add(LiveKinds.follow(bootstrap, options.get(CommonOptions.SCHEMA_REGISTRY_URL), Map.of()));
        PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        GroupOffsets offsets = new GroupOffsets(admin, clock);
        CaughtUp journal = stops.add(new CaughtUp(offsets, bootstrap, clock));
        Enriching enriching = stops.add(enriching(options, codec, journal, metrics, clock));
        StreamsEngine engine = stops.add(new StreamsEngine(
                settings(options, self),
                codec,
                new TopicCreator(admin, options.get(StreamsOptions.PARTITIONS)),
                kinds,
                enriching.outside(),
                Builds.passedBy(bootstrap, options.get(StreamsOptions.INSTANCE_ID))));
        LogWatch watch = stops.add(new LogWatch(engine, offsets, bootstrap, clock));
        Reads reads = stops.add(new Reads(
                engine,
                watch,
                offsets,
                codec,
                self,
                options.get(StreamsOptions.INSTANCE_ID),
                options.get(CommonOptions.REGION),
                clock));
        Builds builds = stops.add(new Builds(
                bootstrap,
                options.get(StreamsOptions.INSTANCE_ID),
                engine,
                offsets,
                new PastEvents(codec, engine.declared()),
                options.get(StreamsOptions.BUILD_RATE),
                clock));
        ProblemTable problems = new ProblemTable();
        QueryProblems.addTo(problems);
        ReplayRoutes.addTo(problems);
        ReplayRoutes replay = new ReplayRoutes(engine, offsets);
        EngineMetrics.bind(engine, watch, metrics);
        HttpServer http = stops.add(new HttpServer(List.of(engine, builds), problems, metrics, routes -> {
            reads.addTo(routes);
            replay.addTo(routes);
            builds.addTo(routes);
        }));
        http.start(options.get(CommonOptions.HTTP_HOST), self.port());
        journal.start();
        engine.start();
        watch.start();
        builds.start();
    }

    private static Enriching enriching(
            Configuration options,
            EventCodec codec,
            CaughtUp journal,
            PrometheusMeterRegistry metrics,
            InstantSource clock) {
        return new Enriching(
                new Asker.Limits(
                        options.get(StreamsOptions.ENRICHMENT_TIMEOUT),
                        options.get(StreamsOptions.ENRICHMENT_CONCURRENCY)),
                options.get(StreamsOptions.ENRICHMENT_HOSTS),
                options.get(CommonOptions.BOOTSTRAP_SERVERS),
                options.get(StreamsOptions.INSTANCE_ID),
                codec,
                journal,
                metrics,
                clock);
    }

    private static EngineSettings settings(Configuration options, HostInfo self) {
        return new EngineSettings(
                options.get(CommonOptions.BOOTSTRAP_SERVERS),
                options.get(StreamsOptions.INSTANCE_ID),
                self.host() + ":" + self.port(),
                Path.of(options.get(StreamsOptions.STATE_DIR)),
                options.get(StreamsOptions.THREADS),
                Map.of());
    }

    private static HostInfo self(Configuration options) {
        String advertised = options.get(StreamsOptions.ADVERTISED_HOST);
        String host = advertised.isEmpty() ? options.get(CommonOptions.HTTP_HOST) : advertised;
        return new HostInfo(host, options.get(StreamsOptions.HTTP_PORT));
    }
}
