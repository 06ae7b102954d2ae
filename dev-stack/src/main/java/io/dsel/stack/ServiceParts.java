package io.dsel.stack;

import io.dsel.stack.PartCatalogue.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How DSEL's own services start: by the name of their main class, and told everything by environment variables.
 *
 * @param outside the parts that the services talk to, by name
 */
record ServiceParts(PartCatalogue catalogue, Map<String, Part> outside) {

    List<Part> all() {
        Set<String> wanted = catalogue.options().parts();
        List<Part> streams = IntStream.rangeClosed(1, catalogue.options().streams())
                .mapToObj(this::streams)
                .toList();
        List<Part> services = new ArrayList<>();
        for (int number = 1; number <= PortName.MOST_INGESTS; number++) {
            if (wanted.contains(Part.ingest(number))) {
                services.add(ingest(number));
            }
        }
        services.addAll(streams);
        if (wanted.contains(Part.SINK)) {
            services.add(sink());
        }
        if (wanted.contains(Part.GATEWAY)) {
            services.add(gateway(streams));
        }
        return services;
    }

    private Part ingest(int number) {
        return service(PortName.ingest(number), "ingest-service", "io.dsel.ingest.IngestService", 384, Map.of());
    }

    private Part streams(int number) {
        PortName name = PortName.streams(number);
        Map<String, String> own = new LinkedHashMap<>();
        own.put("DSEL_STATE_DIR", catalogue.folder(name.name()).resolve("state").toString());
        own.put("DSEL_INSTANCE_ID", name.name());
        plugins(name)
                .ifPresent(plugins -> own.put(Plugins.VARIABLE, plugins.folder().toString()));
        return service(name, "aggregator-streams", "io.dsel.streams.AggregatorStreams", 384, own);
    }

    private Optional<Plugins> plugins(PortName name) {
        return Plugins.of(catalogue.options().environment().getOrDefault(name.name(), Map.of()), System.getenv());
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
        String streamsUrls = streams.stream().map(Part::url).collect(Collectors.joining(","));
        return service(
                PortName.GATEWAY,
                "query-gateway",
                "io.dsel.gateway.QueryGateway",
                256,
                Map.of("DSEL_OPENSEARCH_URL", outside.get(Part.OPEN_SEARCH).url(), "DSEL_STREAMS_URLS", streamsUrls));
    }

    private Part service(PortName name, String module, String mainClass, int heap, Map<String, String> own) {
        int port = catalogue.ports().take(name);
        String url = "http://127.0.0.1:" + port;
        Map<String, String> environment = new LinkedHashMap<>(own);
        environment.put("DSEL_BOOTSTRAP_SERVERS", outside.get(Part.BROKER).url());
        environment.put("DSEL_SCHEMA_REGISTRY_URL", outside.get(Part.REGISTRY).url());
        environment.put("DSEL_HTTP_HOST", "127.0.0.1");
        environment.put("DSEL_HTTP_PORT", Integer.toString(port));
        environment.put("DSEL_REGION", catalogue.options().region());
        Optional<Plugins> plugins =
                Optional.ofNullable(own.get(Plugins.VARIABLE)).map(folder -> new Plugins(Path.of(folder)));
        Set<String> after = new LinkedHashSet<>(Set.of(Part.BROKER, Part.REGISTRY));
        if (own.containsKey("DSEL_OPENSEARCH_URL")) {
            after.add(Part.OPEN_SEARCH);
        }
        return catalogue.part(
                name.name(),
                after,
                catalogue.program(module, heap, mainClass).with(plugins),
                environment,
                new Endpoint(port, url, url + "/health"));
    }
}
