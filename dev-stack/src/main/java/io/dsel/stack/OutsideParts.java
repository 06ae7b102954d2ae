package io.dsel.stack;

import io.dsel.stack.PartCatalogue.Endpoint;
import io.dsel.stack.PartCatalogue.Program;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How the parts that are not ours start: the broker, the schema registry and OpenSearch. None waits for another. */
record OutsideParts(PartCatalogue catalogue) {

    Part broker() {
        int port = catalogue.ports().take(PortName.BROKER);
        int controller = catalogue.ports().take(PortName.CONTROLLER);
        return catalogue.part(
                Part.BROKER,
                Set.of(),
                catalogue.program("dev-stack/kafka", 640, "io.dsel.stack.kafka.BrokerLauncher"),
                Map.of(
                        "DSEL_DATA_DIR", catalogue.folder(Part.BROKER).toString(),
                        "DSEL_BROKER_PORT", Integer.toString(port),
                        "DSEL_CONTROLLER_PORT", Integer.toString(controller)),
                new Endpoint(port, "127.0.0.1:" + port, "kafka://127.0.0.1:" + port));
    }

    Part openSearch() {
        int port = catalogue.ports().take(PortName.OPEN_SEARCH);
        int transport = catalogue.ports().take(PortName.OPEN_SEARCH_TRANSPORT);
        String url = "http://127.0.0.1:" + port;
        return catalogue.part(
                Part.OPEN_SEARCH,
                Set.of(),
                catalogue.program("dev-stack/opensearch", 768, "io.dsel.stack.opensearch.OpenSearchLauncher"),
                Map.of(
                        "DSEL_DATA_DIR", catalogue.folder(Part.OPEN_SEARCH).toString(),
                        "DSEL_HTTP_PORT", Integer.toString(port),
                        "DSEL_TRANSPORT_PORT", Integer.toString(transport)),
                new Endpoint(port, url, url + "/_cluster/health?wait_for_status=yellow&timeout=1s"));
    }

    /** It serves a schema now and then, so it always starts fast rather than runs fast. */
    Part registry() {
        int port = catalogue.ports().take(PortName.REGISTRY);
        int management = catalogue.ports().take(PortName.REGISTRY_MANAGEMENT);
        String url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        Program program = new Program(
                "dev-stack",
                catalogue.java(256).quick().with(registryProperties(port, management)),
                catalogue.checkout().registryClassPath(),
                Optional.empty(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint");
        return catalogue.part(
                Part.REGISTRY,
                Set.of(),
                program,
                Map.of(),
                new Endpoint(port, url, url + "/subjects?subjectPrefix=readiness"));
    }

    /** The store is H2 in a file, written through at every commit, so that a schema it has acknowledged outlives kill -9. */
    private String[] registryProperties(int port, int management) {
        String store = catalogue.folder(Part.REGISTRY).resolve("registry").toString();
        return new String[] {
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + management,
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.log.console.format=%d{yyyy-MM-dd HH:mm:ss.SSS} %-5p %c{1} %m%n",
            "-Dapicurio.datasource.url=jdbc:h2:file:" + store + ";WRITE_DELAY=0",
            "-Dapicurio.datasource.jdbc.initial-size=2",
            "-Dapicurio.datasource.jdbc.min-size=2",
            "-Dapicurio.datasource.jdbc.max-size=20",
            "-Dapicurio.ccompat.max-subjects=100000"
        };
    }
}
