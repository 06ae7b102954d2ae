package io.dsel.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How the parts that are not ours start: the broker, the schema registry and OpenSearch. None waits for another. */
record OutsideParts(Jdk jdk, Checkout checkout, Ports ports, Path data) {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    Part broker() {
        int port = ports.take(PortName.BROKER);
        int controller = ports.take(PortName.CONTROLLER);
        return part(
                Part.BROKER,
                JavaCommand.of(jdk, 640)
                        .main(checkout.classPath("dev-stack/kafka"), "io.dsel.stack.kafka.BrokerLauncher"),
                Map.of(
                        "DSEL_DATA_DIR", data.resolve(Part.BROKER).toString(),
                        "DSEL_BROKER_PORT", Integer.toString(port),
                        "DSEL_CONTROLLER_PORT", Integer.toString(controller)),
                port,
                "127.0.0.1:" + port,
                new BrokerReadiness(port));
    }

    Part openSearch() {
        int port = ports.take(PortName.OPEN_SEARCH);
        int transport = ports.take(PortName.OPEN_SEARCH_TRANSPORT);
        String url = "http://127.0.0.1:" + port;
        return part(
                Part.OPEN_SEARCH,
                JavaCommand.of(jdk, 768)
                        .main(
                                checkout.classPath("dev-stack/opensearch"),
                                "io.dsel.stack.opensearch.OpenSearchLauncher"),
                Map.of(
                        "DSEL_DATA_DIR", data.resolve(Part.OPEN_SEARCH).toString(),
                        "DSEL_HTTP_PORT", Integer.toString(port),
                        "DSEL_TRANSPORT_PORT", Integer.toString(transport)),
                port,
                url,
                HttpReadiness.of(url + "/_cluster/health?wait_for_status=yellow&timeout=1s"));
    }

    /** Its store is H2 in a file, written through at every commit, so that a schema it has acknowledged outlives kill -9. */
    Part registry() {
        int port = ports.take(PortName.REGISTRY);
        int management = ports.take(PortName.REGISTRY_MANAGEMENT);
        Path store = data.resolve(Part.REGISTRY).resolve("registry");
        String url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        List<String> properties = new ArrayList<>();
        Map.of(
                        "quarkus.http.host", "127.0.0.1",
                        "quarkus.http.port", Integer.toString(port),
                        "quarkus.management.host", "127.0.0.1",
                        "quarkus.management.port", Integer.toString(management),
                        "quarkus.http.access-log.enabled", "false",
                        "apicurio.datasource.url", "jdbc:h2:file:" + store + ";WRITE_DELAY=0",
                        "apicurio.datasource.jdbc.initial-size", "2",
                        "apicurio.datasource.jdbc.min-size", "2",
                        "apicurio.datasource.jdbc.max-size", "20",
                        "apicurio.ccompat.max-subjects", "100000")
                .forEach((name, value) -> properties.add("-D" + name + "=" + value));
        // It serves a schema now and then, so it is started fast rather than run fast.
        properties.add("-XX:TieredStopAtLevel=1");
        return part(
                Part.REGISTRY,
                JavaCommand.of(jdk, 256)
                        .with(properties)
                        .main(checkout.registryClassPath(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"),
                Map.of(),
                port,
                url,
                HttpReadiness.of(url + "/subjects?subjectPrefix=readiness"));
    }

    private Part part(
            String name,
            List<String> command,
            Map<String, String> environment,
            int port,
            String url,
            Readiness readiness) {
        return new Part(
                name,
                Set.of(),
                command,
                environment,
                port,
                url,
                readiness,
                data.resolve(name),
                data.resolve("logs").resolve(name + ".log"),
                START_LIMIT,
                STOP_LIMIT);
    }
}
