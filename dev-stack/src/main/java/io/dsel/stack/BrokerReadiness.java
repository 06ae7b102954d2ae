package io.dsel.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Ready when the broker lists itself as a live node of its cluster. */
record BrokerReadiness(String host, int port) implements Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(5);

    @Override
    public Optional<String> obstacle() {
        // An admin client warns at every refused connection, so it comes second.
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
        } catch (IOException e) {
            return Optional.of("port " + port + " does not accept connections: " + e.getMessage());
        }
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, host + ":" + port,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) LIMIT.toMillis()))) {
            return admin.describeCluster()
                            .nodes()
                            .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                            .isEmpty()
                    ? Optional.of("the broker has not joined its cluster yet")
                    : Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.of("the broker does not describe its cluster: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
