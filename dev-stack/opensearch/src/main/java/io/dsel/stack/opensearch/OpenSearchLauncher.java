package io.dsel.stack.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.codelibs.opensearch.runner.OpenSearchRunner;
import org.opensearch.common.settings.Settings;

/**
 * Runs one node on loopback, told by environment variables: {@code DSEL_DATA_DIR}, {@code DSEL_HTTP_PORT} and
 * {@code DSEL_TRANSPORT_PORT}. Ends on SIGTERM, with the node closed.
 */
public final class OpenSearchLauncher {

    private OpenSearchLauncher() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, String> environment = System.getenv();
        String data = required(environment, "DSEL_DATA_DIR");
        String httpPort = required(environment, "DSEL_HTTP_PORT");
        String transportPort = required(environment, "DSEL_TRANSPORT_PORT");

        OpenSearchRunner runner = new OpenSearchRunner();
        runner.onBuild((number, settings) -> configure(settings, httpPort, transportPort));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(runner), "close-node"));
        runner.build(OpenSearchRunner.newConfigs()
                .clusterName("dsel")
                .numOfNode(1)
                .basePath(data)
                .useLogger()
                .disableESLogger());
        new CountDownLatch(1).await();
    }

    private static void configure(Settings.Builder settings, String httpPort, String transportPort) {
        settings.put("network.host", "127.0.0.1")
                .put("http.port", httpPort)
                .put("transport.port", transportPort)
                .put("discovery.type", "single-node")
                // A laptop's disk is often nearly full, and the watermarks would then make every index read-only.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .putList("node.roles", "cluster_manager", "data", "ingest");
    }

    private static void close(OpenSearchRunner runner) {
        try {
            runner.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the node did not close cleanly; it will recover at its next start", e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
