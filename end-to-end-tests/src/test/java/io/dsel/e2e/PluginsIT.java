package io.dsel.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.dsel.FailuresInARow;
import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A user's jar in a folder of plugins: the fold in it is there for manifests, as docs/aggregates.md says. */
class PluginsIT {
    private static final String AGGREGATE = "FailuresInARowAggregate";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .services(Part.INGEST)
            .streams(1)
            .environment(Part.streams(1), "DSEL_PLUGINS", folderOf(jar()).toString())
            .build();

    private final List<LogPosition> published = new ArrayList<>();
    private final Http http = new Http();

    @Test
    void theFoldOfAJarMakesTheAggregateThatItsManifestDeclares() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            publish(producer, "web", 1, "Failed", "no quota"); // before it is declared, so that it is built of these
            publish(producer, "web", 4, "Failed", "no disk");
            declare();
            Manifests.awaitBuilt(stack, Set.of(AGGREGATE));
            assertEquals("2 now, 2 at most of 2, no disk", told(producer, "web"));

            publish(producer, "web", 2, "Failed", "no network");
            publish(producer, "web", 3, "Completed", "");
            assertEquals("1 now, 2 at most of 4, no disk", told(producer, "web"));

            stack.kill(Part.streams(1));
            stack.start(Part.streams(1));
            publish(producer, "web", 5, "Failed", "no time");
            assertEquals("2 now, 2 at most of 5, no time", told(producer, "web"));
        }
    }

    @Test
    void whatCameWhileTheJarWasAwayIsCountedOnceItIsBack() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            declare();
            Manifests.awaitBuilt(stack, Set.of(AGGREGATE));
            publish(producer, "api", 1, "Failed", "no quota");
            assertEquals("1 now, 1 at most of 1, no quota", told(producer, "api"));

            Path jar = folderOf(jar()).resolve("folds.jar");
            Files.delete(jar);
            stack.restart(Part.streams(1));
            publish(producer, "api", 2, "Failed", "no disk");
            awaitPassedBy(producer);
            folderOf(jar());
            stack.restart(Part.streams(1));
            publish(producer, "api", 3, "Failed", "no time");
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> told(producer, "api"), Predicate.isEqual("3 now, 3 at most of 3, no time"));
        }
    }

    private void declare() throws IOException, InterruptedException {
        JsonNode manifest = Yaml.parse(Files.readAllBytes(example("failures.yaml")));
        http.put(stack.url(Part.INGEST) + "/v1/objects/Aggregate/dsel/" + AGGREGATE, manifest)
                .ok();
    }

    /** Until the streams have read all that was published, and say that they lack the fold. */
    private void awaitPassedBy(DselProducer producer) throws IOException, InterruptedException {
        String token = Token.of(producer.clusterId(), published).text();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> http.get(stack.url(Part.streams(1))
                                        + "/v1/objects/Deployment/shop/api?timeoutMs=20000&token=" + Http.part(token))
                                .status()
                        == 200);
        JsonNode health = http.get(stack.url(Part.streams(1)) + "/health").body();
        assertTrue(health.toString().contains("there is no fold failures-in-a-row"), health.toString());
    }

    private void publish(DselProducer producer, String name, int second, String action, String error) {
        Published event = producer.publish(EventJson.read(Yaml.parse("""
                        apiVersion: v1alpha1
                        kind: Deployment%2$sEvent
                        meta: {eventId: %4$s-e%1$d, timestamp: '2026-01-15T09:00:0%1$dZ', userId: ann, correlationId: c%1$d,
                               executionId: run-%1$d, name: %4$s, appId: shop, region: local}
                        spec:
                          error: '%3$s'
                          deployment:
                            apiVersion: v1alpha1
                            kind: Deployment
                            meta: {name: %4$s, appId: shop}
                            spec: {artifact: {name: web}, environment: prod}
                        """.formatted(second, action, error, name))))
                .join();
        published.add(event.position());
    }

    private String told(DselProducer producer, String name) throws IOException, InterruptedException {
        String token = Token.of(producer.clusterId(), published).text();
        JsonNode failures = http.get(stack.url(Part.streams(1)) + "/v1/objects/" + AGGREGATE + "/shop/" + name
                        + "?timeoutMs=20000&token=" + Http.part(token))
                .ok()
                .at("/event/spec/failuresInARow");
        return failures.path("now") + " now, " + failures.path("most") + " at most of " + failures.path("outcomes")
                + ", " + failures.path("lastReason").asString("");
    }

    /** The jar that the example's build made. */
    private static Path jar() {
        try {
            return Path.of(FailuresInARow.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A folder of plugins with the jar in it; it is part of the build's output. */
    private static Path folderOf(Path jar) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "plugins").toAbsolutePath());
            return Files.write(folder.resolve("folds.jar"), Files.readAllBytes(jar))
                    .getParent();
        } catch (IOException e) {
            throw new IllegalStateException("copying " + jar + "; run mvn verify, which packs it", e);
        }
    }

    private static Path example(String name) {
        return Path.of("..", "examples", "folds", name);
    }
}
