package io.dsel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A person's day with the commands, on the whole stack; each test goes on from the one before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CommandsIT {
    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.INGEST, Part.SINK, Part.GATEWAY)
            .streams(1)
            .shared()
            .build();

    private static final String MANIFESTS = """
            kind: Artifact
            meta: {name: vpc, appId: "09287"}
            spec: {version: %s, regions: [us-east-1]}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: plex}
            spec: {interval: %s, values: {note: "out of memory"}}
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path folder;

    @Test
    @Order(1)
    void whatIsAppliedIsThereWithItsHistoryExecutionAndText() throws IOException {
        apply("1.0.0", "5m", "run-1");
        String token = apply("2.0.0", "10m", "run-2");
        JsonNode state = Yaml.parse(retry("get", "artifact", "vpc", "-o", "yaml", "--token", token));
        assertEquals("2.0.0", state.at("/spec/version").asString());
        assertEquals(
                2,
                Json.parse(retry("history", "artifact/vpc", "-o", "json", "--token", token))
                        .size());
        String list = retry("get", "helmreleases");
        assertTrue(list.contains("cluster/apps/media") && list.contains("plex"), list);
        JsonNode execution = Json.parse(retry("execution", "run-2", "-o", "json", "--token", token));
        assertEquals(2, execution.path("events").size(), execution.toString());
        String found = retry("search", "out of memory", "--kind", "helmrelease", "-o", "json", "--token", token);
        assertEquals(2, Json.parse(found).path("total").asInt(), found);
        assertTrue(retry("kinds").contains("HelmRelease"));
    }

    @Test
    @Order(2)
    void theStateBeforeIsReadAsOfThatTime() {
        JsonNode history = Json.parse(retry("history", "artifact/vpc", "-o", "json"));
        String first = history.get(1).path("timestamp").asString();
        JsonNode state = Json.parse(retry("get", "artifact", "vpc", "--as-of", first, "-o", "json"));
        assertEquals("1.0.0", state.at("/spec/version").asString());
        assertEquals(
                1,
                Yaml.documents(retry("get", "artifacts", "--as-of", first, "-o", "yaml"))
                        .size());
        assertEquals(1, dsel("get", "artifact", "vpc", "--as-of", "2020-01-01").exit());
    }

    @Test
    @Order(2)
    void whatChangedWhoDidItAndWhenIsShownWhicheverTierIsAsked() {
        for (String tier : List.of("store", "index", "log")) {
            String diff = retry("diff", "artifact/vpc", "--tier", tier);
            assertTrue(diff.contains("-  version: \"1.0.0\"") && diff.contains("+  version: \"2.0.0\""), diff);
            assertEquals("", retry("diff", "artifact/vpc", "--with", "artifact/09287/vpc", "--tier", tier));
            List<JsonNode> history = Json.parse(
                            retry("history", "artifact/vpc", "-o", "json", "--order", "asc", "--tier", tier))
                    .valueStream()
                    .toList();
            JsonNode blame = Json.parse(retry("blame", "artifact/vpc", "-o", "json", "--tier", tier));
            assertEquals(history.getLast().path("eventId"), setBy(blame, "spec.version"), tier);
            assertEquals(history.getFirst().path("eventId"), setBy(blame, "spec.regions[0]"), tier);
            String lines = retry("blame", "artifact/vpc", "--tier", tier);
            assertTrue(lines.lines().anyMatch(line -> line.endsWith("|   version: \"2.0.0\"")), lines);
            JsonNode first = Json.parse(retry(
                    "when", "artifact/vpc", "--path", "spec.version", "--is", "1.0.0", "-o", "json", "--tier", tier));
            assertEquals(history.getFirst().path("eventId"), first.at("/meta/eventId"), tier);
        }
    }

    @Test
    @Order(2)
    void eventsAndExecutionsAreListedAcrossObjects() {
        String events = retry("events", "--kind", "artifacts", "--execution", "run-2", "--consistency", "strong");
        assertEquals(2, events.lines().count(), events);
        retryUntil(executions -> executions.contains("run-1") && executions.contains("run-2"), "executions");
        assertEquals("There are none.\n", retry("executions", "--user", "nobody"));
    }

    private static JsonNode setBy(JsonNode blame, String path) {
        return blame.path("fields")
                .valueStream()
                .filter(field -> field.path("path").asString().equals(path))
                .findFirst()
                .orElseThrow()
                .path("eventId");
    }

    @Test
    @Order(3)
    void aReplayOfTheSinkChangesNothing() {
        replayChangesNothing("sink", "--sink", stack.url(Part.SINK));
    }

    @Test
    @Order(4)
    void aReplayOfTheStreamsChangesNothing() {
        replayChangesNothing("streams", "--streams", stack.url(Part.streams(1)));
    }

    @Test
    @Order(5)
    void theIndexIsRebuiltComparedPromotedAndTheOneBeforeDropped() {
        List<String> before = contents();
        assertTrue(rebuild("index", "--rate", "0").contains("index v2 beside v1, caught up"));
        assertTrue(rebuild("compare", "index").contains("v2 equals v1 in "));
        assertTrue(rebuild("promote", "index").contains("index v2 is read now; v1 stays"));
        assertEquals(before, contents());
        assertTrue(rebuild("rollback", "index").contains("index v1 is read again; v2 stays"));
        assertEquals(before, contents());
        rebuild("promote", "index");
        assertTrue(rebuild("drop", "index").contains("index v2 is the only one now."));
        assertEquals(before, contents());
        JsonNode index = Json.parse(rebuild("-o", "json")).path("index");
        assertEquals(1, index.path("generations").size(), index.toString());
        Cli refused = Cli.run("rebuild", "rollback", "index", "--sink", stack.url(Part.SINK));
        assertEquals(1, refused.exit());
        assertTrue(refused.err().contains("dsel rebuild index builds one anew"), refused.err());
    }

    @Test
    @Order(6)
    void anAggregateIsRebuiltComparedPromotedAndTakenBack() {
        String name = "EntityActivityAggregate";
        assertTrue(rebuild("aggregate", name).contains("version 2 beside version 1, caught up"));
        assertTrue(rebuild("compare", name).contains("Both are equal: "));
        assertTrue(rebuild("promote", name).contains(name + " version 2 is read now; version 1 stays"));
        assertTrue(rebuild("rollback", name).contains("version 1 is read again; version 2 stays"));
        assertTrue(rebuild("drop", name).contains("version 1 is the only one now."));
    }

    @Test
    @Order(7)
    void theDemoShowsFiveCommandsWithTheirOutput() {
        Cli demo = Cli.run("demo", "--data", stack.folder().toString(), "--no-import", "--exit");
        assertEquals(0, demo.exit(), demo.err());
        assertEquals(
                5,
                demo.out()
                        .lines()
                        .filter(line -> line.startsWith("  $ ./dsel "))
                        .count(),
                demo.out());
        assertTrue(demo.out().contains("DeploymentFailedEvent"), demo.out());
        assertTrue(demo.out().lines().noneMatch(line -> line.contains("dsel: ")), demo.out());
    }

    private void replayChangesNothing(String reader, String option, String url) {
        List<String> before = contents();
        Cli plan = Cli.run("replay", reader, "--to-earliest", "--dry-run", "-o", "json", option, url);
        assertEquals(0, plan.exit(), plan.err());
        assertTrue(Json.parse(plan.out()).path("records").asLong() >= 4, plan.out());
        Cli replay = Cli.run("replay", reader, "--to-earliest", "--yes", option, url);
        assertEquals(0, replay.exit(), replay.out() + replay.err());
        assertTrue(replay.out().contains("has caught up"), replay.out());
        assertEquals(before, contents());
    }

    private static String rebuild(String... arguments) {
        List<String> all = new ArrayList<>(List.of("rebuild"));
        all.addAll(Arrays.asList(arguments));
        all.addAll(List.of("--sink", stack.url(Part.SINK), "--streams", stack.url(Part.streams(1))));
        all.addAll(List.of("--ingest", stack.url(Part.INGEST)));
        all.addAll(List.of("--bootstrap-servers", stack.bootstrapServers(), "--registry", stack.schemaRegistryUrl()));
        Cli done = Cli.run(all.toArray(String[]::new));
        assertEquals(0, done.exit(), done.out() + done.err());
        return done.out();
    }

    private List<String> contents() {
        return List.of(
                retry("get", "artifacts", "-o", "yaml", "--event"),
                retry("history", "artifact/vpc", "-o", "json"),
                Json.parse(retry("search", "--sort", "time", "-o", "json"))
                        .path("items")
                        .toString());
    }

    private String apply(String version, String interval, String execution) throws IOException {
        Path file = Files.writeString(folder.resolve("manifests.yaml"), MANIFESTS.formatted(version, interval));
        Cli done = dsel(
                "apply",
                "-f",
                file.toString(),
                "--app",
                "cluster/apps/media",
                "--user",
                "René",
                "--execution",
                execution,
                "-o",
                "json",
                "--ingest",
                stack.url(Part.INGEST));
        assertEquals(0, done.exit(), done.out() + done.err());
        return Json.parse(done.out()).at("/items/1/token").asString();
    }

    /** Reads from the index trail the writes. */
    private static void retryUntil(Predicate<String> wanted, String... arguments) {
        Awaitility.await(String.join(" ", arguments))
                .atMost(PATIENCE)
                .until(() -> dsel(arguments), done -> done.exit() == 0 && wanted.test(done.out()));
    }

    /** What a command says once it succeeds; while the streams take new partitions, reads say 503. */
    private static String retry(String... arguments) {
        return Awaitility.await(String.join(" ", arguments))
                .atMost(PATIENCE)
                .until(() -> dsel(arguments), done -> done.exit() == 0)
                .out();
    }

    private static Cli dsel(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--gateway", stack.url(Part.GATEWAY)));
        return Cli.run(all.toArray(String[]::new));
    }
}
