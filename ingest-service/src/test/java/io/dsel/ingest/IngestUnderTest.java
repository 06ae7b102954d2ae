package io.dsel.ingest;

import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The whole service, in this JVM, against a stack. */
final class IngestUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Stops stops = new Stops();
    private final HttpServer server;
    private final HttpClientForTests http;

    /** @param options by the names of their environment variables */
    IngestUnderTest(String bootstrapServers, String registryUrl, Map<String, String> options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DSEL_BOOTSTRAP_SERVERS", bootstrapServers,
                "DSEL_SCHEMA_REGISTRY_URL", registryUrl,
                "DSEL_HTTP_PORT", "0"));
        environment.putAll(options);
        server = IngestService.start(new Configuration(IngestOptions.all(), environment, Optional.empty()), stops);
        http = new HttpClientForTests(server.port());
    }

    /** Started, and ready. */
    static IngestUnderTest on(DevStackExtension stack, Map<String, String> options) {
        IngestUnderTest ingest = new IngestUnderTest(stack.bootstrapServers(), stack.schemaRegistryUrl(), options);
        ingest.awaitReady();
        return ingest;
    }

    void awaitReady() {
        Awaitility.await().atMost(PATIENCE).until(() -> http.get("/health").status() == 200);
    }

    HttpClientForTests http() {
        return http;
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        http.close();
        stops.close();
    }
}
