package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Isolation: kinds come while the platform runs. They are live in every service without a restart, nobody else notices,
 * and what was asked before has the same answers after.
 */
class NewKindsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
    private static final List<String> TIERS = List.of("store", "index", "log");

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.INGEST, Part.SINK, Part.GATEWAY)
            .streams(1)
            .build();

    private final Http http = new Http();

    @Test
    void dayOneDayThirtyDaySixty() throws Exception {
        for (int version = 1; version <= 3; version++) {
            apply(
                    "Artifact",
                    "vpc",
                    "{version: '" + version + ".0.0', regions: [us-east-1]}",
                    "2026-01-15T10:00:0" + version);
        }
        apply("Deployment", "web", "{artifact: {name: vpc}, environment: prod}", "2026-01-15T10:05:00");
        awaitEverywhere("/v1/objects/Artifact/shop/vpc", "/event/spec/artifact/spec/version", "3.0.0");
        awaitEverywhere("/v1/objects/Deployment/shop/web", "/event/spec/deployment/spec/environment", "prod");
        Map<String, String> dayOne = answers();

        try (SteadyUse use = new SteadyUse(stack.url(Part.INGEST), stack.url(Part.GATEWAY))) {
            use.awaitRounds(20);
            measured("approval", () -> event("Approval", "Requested", "release-7", "2026-02-14T09:00:00", """
                    {subject: web, requestedBy: ann}"""));
            post(event("Approval", "Granted", "release-7", "2026-02-14T09:30:00", """
                    {subject: web, requestedBy: ann, approvers: [ben]}"""));
            JsonNode refused = http.post(
                            stack.url(Part.INGEST) + "/v1/events",
                            event("Approval", "Granted", "release-8", "2026-02-14T09:30:00", """
                                    {subject: web, requestedBy: ann, approvers: [ann]}"""))
                    .body();
            assertEquals("four-eyes", refused.at("/rules/0/name").asString(), refused.toString());
            use.awaitRounds(20);
            assertEquals(List.of(), use.errors());
            assertTrue(
                    use.longestPause().compareTo(LONGEST_PAUSE) < 0,
                    "a pause of " + use.longestPause().toMillis() + " ms");
        }
        assertEquals(dayOne, answers());

        measured("canary", () -> event("Canary", "Started", "web-4", "2026-03-16T09:00:00", """
                {deployment: web, version: 4.0.0, percent: 5}"""));
        post(event("Canary", "Promoted", "web-4", "2026-03-16T12:00:00", """
                {deployment: web, version: 4.0.0, percent: 100}"""));
        awaitEverywhere("/v1/objects/Approval/shop/release-7", "/event/kind", "ApprovalGrantedEvent");
        awaitEverywhere("/v1/objects/Canary/shop/web-4", "/event/kind", "CanaryPromotedEvent");
        assertEquals(dayOne, answers());
    }

    @Test
    void aRegionReadsAsRegionsFromEveryTierAndStaysWhatItIs() throws Exception {
        put("/v1/objects/Kind/dsel/Cluster", manifest("cluster-v1alpha1"));
        put("/v1/objects/Cluster/shop/eu", Yaml.parse("{apiVersion: v1alpha1, kind: Cluster, spec: {region: x}}"));
        awaitEverywhere("/v1/objects/Cluster/shop/eu", "/event/spec/cluster/spec/region", "x");
        put("/v1/objects/Kind/dsel/Cluster", manifest("cluster"));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            for (String tier : TIERS) {
                JsonNode event = get("/v1/objects/Cluster/shop/eu?apiVersion=v1beta1&tier=" + tier)
                        .path("event");
                assertEquals("v1beta1", event.path("apiVersion").asString(), tier + " " + event);
                assertEquals("[\"x\"]", event.at("/spec/cluster/spec/regions").toString(), tier);
            }
        });
        for (String tier : TIERS) {
            JsonNode stored = get("/v1/objects/Cluster/shop/eu?tier=" + tier);
            assertEquals("x", stored.at("/event/spec/cluster/spec/region").asString(), tier);
        }
        put("/v1/objects/Cluster/shop/eu", Yaml.parse("{apiVersion: v1beta1, kind: Cluster, spec: {regions: [x, z]}}"));
        awaitEverywhere("/v1/objects/Cluster/shop/eu", "/event/spec/cluster/spec/regions/1", "z");
    }

    private interface FirstEvent {
        JsonNode make();
    }

    /** Applies the kind, then its first event, and says how long each step took, in milliseconds. */
    private void measured(String kind, FirstEvent first) throws Exception {
        JsonNode event = first.make();
        String objectKind = Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
        String path =
                "/v1/objects/" + objectKind + "/shop/" + event.at("/meta/name").asString() + "?tier=";
        Stopwatch watch = new Stopwatch(System.nanoTime());
        put("/v1/objects/Kind/dsel/" + objectKind, manifest(kind));
        long applied = watch.millis();
        post(event);
        long accepted = watch.millis();
        Map<String, Long> visible = new TreeMap<>();
        try (ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<String, Future<Long>> seen = new TreeMap<>();
            for (String tier : TIERS) {
                seen.put(tier, readers.submit(() -> {
                    within(PATIENCE)
                            .untilAsserted(() -> assertEquals(
                                    event.path("kind"), get(path + tier).at("/event/kind")));
                    return watch.millis();
                }));
            }
            for (String tier : TIERS) {
                visible.put(tier, seen.get(tier).get());
            }
        }
        System.out.printf(
                "%s: applied after %d ms, first event accepted after %d ms, read from %s%n",
                objectKind, applied, accepted, visible);
    }

    private record Stopwatch(long started) {
        long millis() {
            return (System.nanoTime() - started) / 1_000_000;
        }
    }

    /** What could be asked on the first day, from each tier that can answer it. */
    private Map<String, String> answers() throws Exception {
        String artifact = "/v1/objects/Artifact/shop/vpc";
        Map<String, String> answers = new LinkedHashMap<>();
        for (String tier : TIERS) {
            for (String question : List.of(
                    artifact + "?",
                    artifact + "?asOf=2026-01-15T10:00:02Z&",
                    artifact + "/history?full=true&",
                    artifact + "/diff?",
                    artifact + "/blame?",
                    artifact + "/when?path=spec.version&is=2.0.0&",
                    "/v1/objects/Deployment/shop/web?",
                    "/v1/events?kind=Artifact&app=shop&",
                    "/v1/events?user=one&",
                    "/v1/events?app=shop&to=2026-01-16&",
                    "/v1/executions/day-one/events?")) {
                boolean acrossEntities = question.startsWith("/v1/events");
                if (!(acrossEntities && tier.equals("store"))) {
                    answers.put(
                            tier + " " + question,
                            get(question + "tier=" + tier).toString());
                }
            }
        }
        answers.put(
                "search",
                get("/v1/search?q=vpc&kind=Artifact&app=shop").path("items").toString());
        answers.put("execution", get("/v1/executions/day-one").toString());
        return answers;
    }

    private void apply(String kind, String name, String spec, String time) throws Exception {
        post(event(kind, "Applied", name, time, spec));
    }

    private static JsonNode event(String kind, String action, String name, String time, String spec) {
        return Yaml.parse("""
                kind: %1$s%2$sEvent
                meta: {name: %3$s, appId: shop, timestamp: '%4$sZ', userId: %6$s, executionId: day-%6$s}
                spec:
                  %5$s: {apiVersion: v1alpha1, kind: %1$s, meta: {name: %3$s, appId: shop}, spec: %7$s}
                """.formatted(
                        kind,
                        action,
                        name,
                        time,
                        Character.toLowerCase(kind.charAt(0)) + kind.substring(1),
                        time.startsWith("2026-01") ? "one" : "later",
                        spec.strip()));
    }

    private void awaitEverywhere(String path, String pointer, String value) {
        for (String tier : TIERS) {
            within(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertEquals(
                            value, get(path + "?tier=" + tier).at(pointer).asString(), tier));
        }
    }

    private static ConditionFactory within(Duration patience) {
        return Awaitility.await()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .atMost(patience);
    }

    private static JsonNode manifest(String name) throws IOException {
        return Yaml.parse(Files.readString(Path.of("..", "examples", "kinds", name + ".yaml")));
    }

    private JsonNode get(String pathAndQuery) throws Exception {
        return http.get(stack.url(Part.GATEWAY) + pathAndQuery).ok();
    }

    private void post(JsonNode event) throws Exception {
        http.post(stack.url(Part.INGEST) + "/v1/events", event).ok();
    }

    private void put(String path, JsonNode manifest) throws Exception {
        http.put(stack.url(Part.INGEST) + path, manifest).ok();
    }
}
