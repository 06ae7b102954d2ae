package io.dsel.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How DSEL's own services start: by the name of their main class, and told everything by environment variables. */
final class ServiceParts {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final Jdk jdk;
    private final Checkout checkout;
    private final Ports ports;
    private final Path data;
    private final StackOptions options;
    private final Map<String, Part> outside;

    /** @param outside the parts that the services talk to, by name */
    ServiceParts(Jdk jdk, Checkout checkout, Ports ports, Path data, StackOptions options, Map<String, Part> outside) {
        this.jdk = jdk;
        this.checkout = checkout;
        this.ports = ports;
        this.data = data;
        this.options = options;
        this.outside = outside;
    }

    List<Part> all() {
        List<Part> streams = IntStream.rangeClosed(1, options.streams())
                .mapToObj(this::streams)
                .toList();
        List<Part> services = new ArrayList<>();
        if (options.parts().contains(Part.INGEST)) {
            services.add(ingest());
        }
        services.addAll(streams);
        if (options.parts().contains(Part.SINK)) {
            services.add(sink());
        }
        if (options.parts().contains(Part.GATEWAY)) {
            services.add(gateway(streams));
        }
        return services;
    }

    private Part ingest() {
        return service(PortName.INGEST, "ingest-service", "io.dsel.ingest.IngestService", 256, Map.of());
    }

    private Part streams(int number) {
        PortName name = PortName.streams(number);
        return service(
                name,
                "aggregator-streams",
                "io.dsel.streams.AggregatorStreams",
                384,
                Map.of(
                        "DSEL_STATE_DIR",
                                data.resolve(name.name()).resolve("state").toString(),
                        "DSEL_INSTANCE_ID", name.name()));
    }

    private Part sink() {
        return service(
                PortName.SINK,
                "indexer-sink",
                "io.dsel.sink.IndexerSink",
                256,
                Map.of("DSEL_OPENSEARCH_URL", outside.get(Part.OPEN_SEARCH).url(), "DSEL_INSTANCE_ID", Part.SINK));
    }

    private Part gateway(List<Part> streams) {
        return service(
                PortName.GATEWAY,
                "query-gateway",
                "io.dsel.gateway.QueryGateway",
                256,
                Map.of(
                        "DSEL_OPENSEARCH_URL", outside.get(Part.OPEN_SEARCH).url(),
                        "DSEL_STREAMS_URLS", streams.stream().map(Part::url).collect(Collectors.joining(","))));
    }

    private Part service(PortName name, String module, String mainClass, int heap, Map<String, String> own) {
        int port = ports.take(name);
        String url = "http://127.0.0.1:" + port;
        Map<String, String> environment = new LinkedHashMap<>(Map.of(
                "DSEL_BOOTSTRAP_SERVERS", outside.get(Part.BROKER).url(),
                "DSEL_SCHEMA_REGISTRY_URL", outside.get(Part.REGISTRY).url(),
                "DSEL_HTTP_HOST", "127.0.0.1",
                "DSEL_HTTP_PORT", Integer.toString(port),
                "DSEL_REGION", options.region()));
        environment.putAll(own);
        Set<String> after = new LinkedHashSet<>(Set.of(Part.BROKER, Part.REGISTRY));
        if (own.containsKey("DSEL_OPENSEARCH_URL")) {
            after.add(Part.OPEN_SEARCH);
        }
        return new Part(
                name.name(),
                after,
                JavaCommand.of(jdk, heap).main(checkout.classPath(module), mainClass),
                environment,
                port,
                url,
                HttpReadiness.of(url + "/health"),
                data.resolve(name.name()),
                data.resolve("logs").resolve(name.name() + ".log"),
                START_LIMIT,
                STOP_LIMIT);
    }
}
