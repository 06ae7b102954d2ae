package io.dsel.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.verify.Addresses;
import io.dsel.verify.VersionComparison;
import io.dsel.verify.VersionReport;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Another version of an aggregate is built beside the live one, compared, promoted and taken back, while events come and reads
 * go on, and while processes are killed in the middle of it.
 */
class RebuildAggregateIT {
    private static final int RATE = 80; // events a second

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.INGEST, Part.SINK, Part.GATEWAY)
            .streams(2)
            .environment(Part.streams(1), "DSEL_BUILD_RATE", Integer.toString(RATE))
            .environment(Part.streams(2), "DSEL_BUILD_RATE", Integer.toString(RATE))
            .build();

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String NAME = "VisitAggregate";
    private static final String SECOND = "VisitV2Aggregate";
    private static final String THIRD = "VisitV3Aggregate";
    private static final String COUNT = "{name: actions, count: {by: action}}";
    private static final String USERS = ", {name: users, distinct: {value: meta.userId, limit: 50}}";

    private final Http http = new Http();

    @TempDir
    private Path folder;

    @Test
    void aVersionIsBuiltComparedPromotedAndTakenBackWhileEventsComeAndReadsGoOn() throws Exception {
        apply(COUNT);
        awaitState(NAME, "BUILT");
        Ledger ledger = new Ledger();
        try (Writers writers = new Writers(stack.url(Part.INGEST), ledger, 7, 1)) {
            await().atMost(PATIENCE).until(() -> ledger.size() >= 250);
            try (SteadyReads reads = new SteadyReads(stack.url(Part.GATEWAY), NAME, Writers.ENTITIES)) {
                apply(COUNT + USERS);
                awaitState(SECOND, "BUILDING");
                assertEquals(409, step("promote").status(), "not before it is built");
                stack.kill(Part.streams(1));
                stack.start(Part.streams(1));
                awaitState(SECOND, "BUILT");
                assertEquals("", String.join("\n", reads.errors()), "while it was built");

                VersionReport differing = compare(NAME, SECOND);
                assertEquals(
                        Set.of("measures.users"), differing.differingByField().keySet(), differing.toString());
                assertEquals(0, differing.onlyLive() + differing.onlyOther(), differing.toString());

                String before = formula(read(""));
                Instant then = Instant.now();
                step("promote").ok();
                stack.kill(Part.INGEST);
                stack.kill(Part.streams(2));
                stack.start(Part.INGEST);
                stack.start(Part.streams(2));
                await().atMost(PATIENCE).until(() -> !formula(read("")).equals(before));
                String after = formula(read(""));
                reads.awaitFormula(after);
                JsonNode thens = read("?formula=then&asOf=" + then);
                assertEquals(before, formula(thens), thens.toString());
                assertEquals(before, formula(read("?formula=1")));
                assertNotEquals(before, formula(read("?asOf=" + then)), "by the formula of now");

                step("rollback").ok();
                reads.awaitFormula(before);
                step("drop").ok();
                step("rebuild").ok();
                awaitState(THIRD, "BUILT");
                requireRate(version(THIRD));
                VersionReport same = compare(NAME, THIRD);
                assertTrue(same.isEqual() && same.both() > 0, same.toString());
                step("promote").ok();
                reads.awaitFormula(formula(read("?formula=3")));
                assertEquals("", String.join("\n", reads.errors()), "while versions changed");
            }
        }
        await("all is taken in").atMost(PATIENCE).ignoreExceptions().until(this::isAllTakenIn);
        assertEquals(new VersionReport(Writers.ENTITIES, 0, 0, 0, Map.of(), List.of(), 0), compare(NAME, THIRD));
        assertEquals(ledger.size(), total(THIRD), "the version that is read now holds all that was acknowledged, once");
    }

    private boolean isAllTakenIn() throws Exception {
        return http.get(stack.url(Part.streams(1)) + "/v1/lag").ok().path("lag").longValue() == 0;
    }

    private void apply(String measures) throws Exception {
        http.put(stack.url(Part.INGEST) + "/v1/objects/Aggregate/dsel/" + NAME, Yaml.parse("""
                        apiVersion: v1alpha1
                        kind: Aggregate
                        meta: {name: %s}
                        spec: {owner: platform, sources: [{kinds: ["Deployment*Event"]}],
                               group: {app: meta.appId, key: meta.name}, measures: [%s]}
                        """.formatted(
                                NAME, measures)))
                .ok();
    }

    private Http.Answer step(String step) throws Exception {
        return http.post(
                stack.url(Part.INGEST) + "/v1/aggregates/" + NAME + "/" + step, Json.MAPPER.createObjectNode());
    }

    private void awaitState(String version, String state) {
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> version(version).path("state").asString("").equals(state));
    }

    private JsonNode version(String name) throws Exception {
        JsonNode items =
                http.get(stack.url(Part.streams(2)) + "/v1/aggregates").ok().path("items");
        return StreamSupport.stream(items.spliterator(), false)
                .filter(item -> item.path("aggregate").asString("").equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** What is noted in a second is noted at its beginning. */
    private static void requireRate(JsonNode version) {
        Duration took = Duration.between(
                Instant.parse(version.path("began").stringValue()),
                Instant.parse(version.path("changed").stringValue()));
        assertTrue(version.path("events").longValue() <= RATE * (took.toSeconds() + 2), version.toString());
    }

    private JsonNode read(String query) throws Exception {
        return http.get(stack.url(Part.GATEWAY) + "/v1/objects/" + NAME + "/shop/service-1" + query)
                .ok();
    }

    private static String formula(JsonNode answer) {
        return answer.at("/event/spec/formula")
                .asString(answer.at("/spec/formula").asString(""));
    }

    private long total(String kind) throws Exception {
        long total = 0;
        for (int i = 0; i < Writers.ENTITIES; i++) {
            JsonNode answer = http.get(stack.url(Part.streams(1)) + "/v1/objects/" + kind + "/shop/service-" + i)
                    .ok();
            total += answer.at("/event/spec/eventStream/totalEvents").asLong();
        }
        return total;
    }

    private VersionReport compare(String live, String other) {
        Addresses addresses = new Addresses(
                stack.bootstrapServers(),
                stack.schemaRegistryUrl(),
                List.of(URI.create(stack.url(Part.streams(1))), URI.create(stack.url(Part.streams(2)))),
                List.of(),
                List.of());
        return new VersionComparison(
                        addresses, new VersionComparison.Settings(5, 1 << 20, folder, PATIENCE), new Unwatched())
                .run(live, other);
    }
}
