package io.dsel.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.dsel.FailuresInARow;
import io.dsel.aggregate.FoldProvider;
import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
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
            .environment(Part.streams(1), "DSEL_PLUGINS", plugins().toString())
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

            Files.delete(plugins().resolve("folds.jar"));
            stack.restart(Part.streams(1));
            publish(producer, "api", 2, "Failed", "no disk");
            awaitRead(producer, "api");
            assertTrue(health().toString().contains("there is no fold failures-in-a-row"));
            plugins();
            stack.restart(Part.streams(1));
            publish(producer, "api", 3, "Failed", "no time");
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> told(producer, "api"), Predicate.isEqual("3 now, 3 at most of 3, no time"));
        }
    }

    @Test
    void aFoldThatFailsStopsItsAggregateAloneUntilItIsMended() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            declare(Yaml.parse("""
                    apiVersion: v1alpha1
                    kind: Aggregate
                    meta: {name: BrittleAggregate}
                    spec:
                      owner: tests
                      sources: [{kinds: [DeploymentFailedEvent]}]
                      group: {app: meta.appId, key: meta.name}
                      fold: {name: brittle, version: "1"}
                    """));
            Manifests.awaitBuilt(stack, Set.of("BrittleAggregate"));
            publish(producer, "vase", 1, "Failed", "no quota");
            assertEquals(1, counted(producer));
            publish(producer, "vase", 2, "Failed", "break");
            publish(producer, "vase", 3, "Completed", ""); // which is no event of it, and is read all the same
            await().atMost(PATIENCE).until(() -> health().toString().contains("BrittleAggregate is not made"));
            String said = health().toString();
            assertTrue(
                    said.contains(
                            "fold brittle of version 1 failed: java.lang.IllegalStateException: it breaks, when the"
                                    + " event vase-e2 came"),
                    said);
            assertTrue(health().path("ready").asBoolean(), said);
            awaitRead(producer, "vase");
            assertEquals(1, counted(producer), "what was told stays");
            declare(Yaml.parse("""
                    apiVersion: v1alpha1
                    kind: Aggregate
                    meta: {name: CrockeryAggregate}
                    spec:
                      owner: tests
                      sources: [{kinds: [DeploymentFailedEvent]}]
                      group: {app: meta.appId, key: meta.name}
                      measures: [{name: events, count: {}}]
                    """));
            Manifests.awaitBuilt(stack, Set.of("CrockeryAggregate")); // though one before it can't be

            writeBrittle(plugins(), true);
            stack.restart(Part.streams(1));
            await().atMost(PATIENCE).ignoreExceptions().until(() -> counted(producer), Predicate.isEqual(2));
        }
    }

    private int counted(DselProducer producer) throws IOException, InterruptedException {
        return told(producer, "BrittleAggregate", "vase").path("counted").asInt();
    }

    private void declare(JsonNode manifest) throws IOException, InterruptedException {
        http.put(
                        stack.url(Part.INGEST) + "/v1/objects/Aggregate/dsel/"
                                + manifest.at("/meta/name").asString(),
                        manifest)
                .ok();
    }

    private void declare() throws IOException, InterruptedException {
        declare(Yaml.parse(Files.readAllBytes(example("failures.yaml"))));
    }

    /** Until the streams have read all that was published. */
    private void awaitRead(DselProducer producer, String name) throws IOException, InterruptedException {
        String token = Token.of(producer.clusterId(), published).text();
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> http.get(stack.url(Part.streams(1)) + "/v1/objects/Deployment/shop/" + name
                                        + "?timeoutMs=20000&token=" + Http.part(token))
                                .status()
                        == 200);
    }

    private JsonNode health() throws IOException, InterruptedException {
        return http.get(stack.url(Part.streams(1)) + "/health").body();
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

    /** What the latest aggregate of a group tells that has all that was published. */
    private JsonNode told(DselProducer producer, String aggregate, String name)
            throws IOException, InterruptedException {
        String token = Token.of(producer.clusterId(), published).text();
        return http.get(stack.url(Part.streams(1)) + "/v1/objects/" + aggregate + "/shop/" + name
                        + "?timeoutMs=20000&token=" + Http.part(token))
                .ok()
                .at("/event/spec");
    }

    private String told(DselProducer producer, String name) throws IOException, InterruptedException {
        JsonNode failures = told(producer, AGGREGATE, name).path("failuresInARow");
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

    /** A folder of plugins with the jars in it; it is part of the build's output. */
    private static Path plugins() {
        try {
            Path folder = Files.createDirectories(Path.of("target", "plugins").toAbsolutePath());
            Files.write(folder.resolve("folds.jar"), Files.readAllBytes(jar()));
            writeBrittle(folder, false);
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException("copying " + jar() + "; run mvn verify, which packs it", e);
        }
    }

    private static void writeBrittle(Path folder, boolean mended) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(folder.resolve("brittle.jar")))) {
            for (Class<?> part : List.of(BrittleFold.class, BrittleFold.PARTS)) {
                String file = part.getName().replace('.', '/') + ".class";
                try (InputStream in = part.getResourceAsStream("/" + file)) {
                    write(jar, file, in.readAllBytes());
                }
            }
            String service = "META-INF/services/" + FoldProvider.class.getName();
            write(jar, service, BrittleFold.class.getName().getBytes(StandardCharsets.UTF_8));
            if (mended) {
                write(jar, BrittleFold.MENDED, new byte[0]);
            }
        }
    }

    private static void write(JarOutputStream jar, String name, byte[] bytes) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(bytes);
    }

    private static Path example(String name) {
        return Path.of("..", "examples", "folds", name);
    }
}
