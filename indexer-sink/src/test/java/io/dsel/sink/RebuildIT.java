package io.dsel.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Generations of the index against a real broker and OpenSearch. Each test ends with one generation, whichever. */
class RebuildIT {
    private static final Instant MARCH = Instant.parse("2026-03-10T10:00:00Z");
    private static final String ALL = "{\"match_all\":{}}";

    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().openSearch().build();

    private static final AtomicInteger COUNT = new AtomicInteger();

    private static SinkUnderTest sink;
    private static DselProducer dsel;

    @BeforeAll
    static void start() {
        sink = new SinkUnderTest(stack, Map.of());
        dsel = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
        publish(500);
        sink.awaitNoLag();
    }

    @AfterAll
    static void stop() {
        dsel.close();
        sink.close();
    }

    @AfterEach
    void dropTheOther() {
        if (index().path("generations").size() > 1) {
            index("drop");
        }
    }

    @Test
    void theCandidateHasWhatTheLiveOneHasAlsoOfWhatComesMeanwhile() {
        JsonNode started = post("rebuild", "{\"rate\":300}");
        int live = started.path("live").asInt();
        int candidate = started.path("candidate").asInt();
        assertEquals(300, started.path("rate").asInt(), started.toString());
        assertFalse(generation(candidate).path("caughtUp").asBoolean(), "500 documents take a second and more");
        publish(100);
        post("rebuild", "{\"rate\":0}");
        awaitCaughtUp(candidate);
        JsonNode compared = compare();
        assertTrue(compared.path("equal").asBoolean(), compared.toString());
        assertTrue(compared.path("documents").asInt() >= 600, compared.toString());
        assertEquals(live, compared.path("live").asInt());
        assertEquals(
                total("dsel-events-v" + live + "-*"), total("dsel-events"), "the alias shows the live generation only");
        assertEquals(total("dsel-events-v" + live + "-*"), total("dsel-events-v" + candidate + "-*"));
    }

    @Test
    void everyDifferenceIsNamed() {
        int candidate = rebuilt();
        String in = "/dsel-events-v" + candidate + "-2026.03";
        sink.index("DELETE", in + "/_doc/event-1", null);
        sink.index("POST", in + "/_update/event-2", "{\"doc\":{\"name\":\"another\"}}");
        JsonNode third = sink.index("GET", in + "/_doc/event-3", null).path("_source");
        sink.index("PUT", in + "/_doc/planted", third.toString());
        JsonNode compared = compare();
        assertFalse(compared.path("equal").asBoolean());
        assertEquals(1, compared.path("missing").asInt(), compared.toString());
        assertEquals(1, compared.path("different").asInt(), compared.toString());
        assertEquals(1, compared.path("extra").asInt(), compared.toString());
        assertEquals(1, compared.at("/fields/name").asInt());
        List<String> examples = compared.path("examples")
                .valueStream()
                .map(example -> example.path("difference").asString() + " "
                        + example.path("id").asString() + " "
                        + example.path("fields"))
                .sorted()
                .toList();
        assertEquals(List.of("different event-2 [\"name\"]", "extra planted []", "missing event-1 []"), examples);
    }

    @Test
    void promotionAndRollbackSwitchWhatIsReadAndBothGoOnBeingWritten() {
        int candidate = rebuilt();
        int before = index().path("live").asInt();
        JsonNode promoted = index("promote");
        assertEquals(candidate, promoted.path("live").asInt(), promoted.toString());
        assertEquals(before, promoted.path("previous").asInt());
        publish(50);
        SinkUnderTest.await(
                "the alias", () -> aliased("dsel-events").equals(List.of("dsel-events-v" + candidate + "-2026.03")));
        sink.awaitNoLag();
        assertEquals(candidate, sink.get("/v1/lag").path("generation").asInt());
        JsonNode back = index("rollback");
        assertEquals(before, back.path("live").asInt());
        assertEquals(candidate, back.path("candidate").asInt());
        assertEquals(COUNT.get(), total("dsel-events"), "what came after the promotion is in the one from before");
        assertTrue(compare().path("equal").asBoolean());
    }

    @Test
    void ofADroppedOneNothingIsLeft() {
        int candidate = rebuilt();
        int before = index().path("live").asInt();
        index("promote");
        JsonNode dropped = index("drop");
        assertEquals(candidate, dropped.path("live").asInt());
        assertEquals(1, dropped.path("generations").size());
        SinkUnderTest.await("the indices are gone", () -> sink.index("GET", "/_cat/indices?format=json", null)
                .valueStream()
                .noneMatch(index -> index.path("index").asString().contains("-v" + before)));
        assertEquals(
                404,
                sink.index("GET", "/_index_template/dsel-events-v" + before, null)
                        .path("status")
                        .asInt());
        assertEquals(COUNT.get(), total("dsel-events"));
        publish(10);
        sink.awaitNoLag();
        assertEquals(COUNT.get(), total("dsel-events"), "it is written as before");
        assertTrue(post("rebuild", "{}").path("candidate").asInt() > candidate, "a number is not used again");
    }

    @Test
    void aNewIndexOfAGenerationThatIsNotReadHasNoAlias() {
        int candidate = rebuilt();
        int live = index().path("live").asInt();
        Event april = TestEvents.applied("Rebuilt", "april", "april", Instant.parse("2026-04-10T10:00:00Z"), "{}");
        dsel.publish(april).join();
        COUNT.incrementAndGet();
        awaitCaughtUp(candidate);
        sink.awaitNoLag();
        assertTrue(aliased("dsel-events").contains("dsel-events-v" + live + "-2026.04"));
        assertTrue(total("dsel-events-v" + candidate + "-2026.04") > 0);
        assertFalse(aliased("dsel-events").contains("dsel-events-v" + candidate + "-2026.04"));
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatToDo() {
        for (String step : List.of("promote", "rollback", "drop", "compare")) {
            JsonNode refused = post(step, "");
            assertEquals(409, refused.path("status").asInt(), step + " " + refused);
        }
        assertEquals(400, post("rebuild", "{\"rate\":-1}").path("status").asInt());
        int candidate = post("rebuild", "{\"rate\":1}").path("candidate").asInt();
        JsonNode early = post("promote", "");
        assertEquals(409, early.path("status").asInt(), early.toString());
        assertTrue(early.path("detail").asString().contains("generation " + candidate + " has "), early.toString());
    }

    @Test
    void ofStepsAtOnceOneIsTakenAfterTheOther() {
        rebuilt();
        try (SinkUnderTest second = new SinkUnderTest(stack, Map.of("DSEL_INSTANCE_ID", "second"))) {
            SinkUnderTest.await(
                    "the second instance",
                    () -> second.get("/health").path("ready").booleanValue());
            int before = index().path("live").asInt();
            List<CompletableFuture<JsonNode>> steps = Stream.of(sink, second, sink, second)
                    .map(one -> CompletableFuture.supplyAsync(() -> one.post("/v1/index/promote", "")))
                    .toList();
            List<JsonNode> answers = steps.stream().map(CompletableFuture::join).toList();
            long taken = answers.stream().filter(answer -> answer.has("live")).count();
            assertEquals(1, taken, answers.toString());
            assertEquals(before, index().path("previous").asInt());
        }
    }

    @Test
    void aGenerationIsReplayedAloneWhileTheOtherGoesOn() {
        int candidate = rebuilt();
        int live = index().path("live").asInt();
        String target = "{\"to\":\"earliest\",\"generation\":" + candidate + "}";
        // Under the version that it was written with, or for a minute OpenSearch would hold it for older than its
        // deletion.
        String version =
                "?version_type=external_gte&version=" + MARCH.plusMillis(4).toEpochMilli();
        sink.index("DELETE", "/dsel-events-v" + candidate + "-2026.03/_doc/event-4" + version, null);
        assertFalse(compare().path("equal").asBoolean());

        JsonNode plan = sink.post("/v1/replay/plan", target);
        assertTrue(plan.path("records").asInt() >= COUNT.get(), plan.toString());
        assertTrue(plan.path("group").asString().endsWith("-v" + candidate), plan.toString());
        assertEquals(
                "PAUSED", sink.post("/v1/replay/pause", target).path("state").asString());
        assertEquals("RUNNING", generation(live).path("state").asString());
        assertEquals(plan.path("records"), sink.post("/v1/replay/apply", target).path("records"));
        assertTrue(sink.get("/v1/lag?generation=" + candidate).path("lag").asInt() > 0);
        assertEquals(0, sink.get("/v1/lag").path("lag").asInt(), "the one that is read stays where it is");
        sink.post("/v1/replay/resume", "");
        assertEquals("PAUSED", generation(candidate).path("state").asString(), "only the one that is read goes on");
        sink.post("/v1/replay/resume", target);
        awaitCaughtUp(candidate);
        JsonNode compared = compare();
        assertTrue(compared.path("equal").asBoolean(), compared.toString());
    }

    @Test
    void aGenerationThatIsNotThereIsNamed() {
        JsonNode refused = sink.post("/v1/replay/plan", "{\"to\":\"earliest\",\"generation\":4711}");
        assertEquals(400, refused.path("status").asInt(), refused.toString());
        assertTrue(refused.path("detail").asString().contains("no '4711'"), refused.toString());
    }

    private static int rebuilt() {
        int candidate = post("rebuild", "{\"rate\":0}").path("candidate").asInt();
        awaitCaughtUp(candidate);
        return candidate;
    }

    private static void awaitCaughtUp(int candidate) {
        SinkUnderTest.await(
                "the candidate", () -> generation(candidate).path("caughtUp").asBoolean());
    }

    private static JsonNode compare() {
        JsonNode started = post("compare", "");
        assertTrue(started.has("state"), started.toString());
        SinkUnderTest.await(
                "the comparison",
                () -> !sink.get("/v1/index/compare").path("state").asString().equals("RUNNING"));
        JsonNode compared = sink.get("/v1/index/compare");
        assertEquals("DONE", compared.path("state").asString(), compared.toString());
        return compared;
    }

    private static JsonNode index() {
        return sink.get("/v1/index");
    }

    /** A step that must be taken. */
    private static JsonNode index(String step) {
        JsonNode answer = post(step, "");
        assertTrue(answer.has("live"), step + ": " + answer);
        return answer;
    }

    private static JsonNode post(String step, String body) {
        return sink.post("/v1/index/" + step, body);
    }

    private static JsonNode generation(int number) {
        JsonNode index = index();
        return index.path("generations")
                .valueStream()
                .filter(one -> one.path("generation").asInt() == number)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no generation " + number + " in " + index));
    }

    private static int total(String indices) {
        return sink.count(indices, ALL);
    }

    private static List<String> aliased(String alias) {
        return sink.index("GET", "/_alias/" + alias, null).propertyNames().stream()
                .sorted()
                .toList();
    }

    private static void publish(int events) {
        List<CompletableFuture<?>> published = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            int n = COUNT.incrementAndGet();
            published.add(dsel.publish(TestEvents.applied(
                    "Rebuilt", "r" + n % 20, "event-" + n, MARCH.plusMillis(n), "{\"spec\":{\"n\":" + n + "}}")));
        }
        published.forEach(CompletableFuture::join);
    }
}
