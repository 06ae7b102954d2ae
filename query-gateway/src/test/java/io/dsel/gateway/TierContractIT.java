package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.avro.EventCodec;
import io.dsel.client.DselProducer;
import io.dsel.client.LogReader;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.gateway.GatewayUnderTest.Answer;
import io.dsel.gateway.KnownEvents.Known;
import io.dsel.gateway.compare.Blame;
import io.dsel.gateway.compare.Diff;
import io.dsel.gateway.compare.ObjectState;
import io.dsel.gateway.read.TierName;
import io.dsel.json.Json;
import io.dsel.stack.junit.DevStackExtension;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What every tier must answer, asked of each by name through the gateway, against one whole stack. */
class TierContractIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final DevStackExtension stack = Stacks.whole();

    private static final long SEED = new Random().nextLong();
    private static final Random RANDOM = new Random(SEED);
    private static final KnownEvents EVENTS = new KnownEvents("contract", RANDOM);
    private static GatewayUnderTest gateway;
    private static DselProducer producer;
    private static LogReader log;
    private static Token clusters;

    @BeforeAll
    static void write() {
        gateway = new GatewayUnderTest(stack, Stacks.streams(stack));
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
        log = new LogReader(stack.bootstrapServers(), 1, Map.of());
        try (EventCodec codec = new EventCodec(stack.schemaRegistryUrl())) {
            for (int round = 0; round < 3; round++) {
                EVENTS.write(producer, log, codec);
            }
        }
        clusters = ClusterEvents.write(producer);
        String first = "/v1/objects/" + EVENTS.entities().getFirst().text();
        for (TierName tier : TierName.values()) {
            Awaitility.await().atMost(PATIENCE).until(() -> ask(tier, first).status() != 503);
        }
    }

    @AfterAll
    static void stop() {
        log.close();
        producer.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    void theStateAtAnyTimeAsKnownAtAnyTime(TierName tier) {
        for (EntityKey entity : EVENTS.entities()) {
            for (Optional<Instant> asOf : times()) {
                for (Optional<Instant> knownAt : knownTimes()) {
                    assertState(tier, entity, asOf, knownAt);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryIsWholeInEitherDirectionWhateverThePage(TierName tier) {
        for (EntityKey entity : EVENTS.entities()) {
            String path = "/v1/objects/" + entity.text() + "/history";
            List<Known> expected = EVENTS.history(entity, one -> true).toList();
            for (int limit : new int[] {1, 3, 1000}) {
                assertEquals(ids(expected), pages(tier, path, "order", "asc", "limit", "" + limit), "seed " + SEED);
                assertEquals(ids(expected.reversed()), pages(tier, path, "limit", "" + limit), "seed " + SEED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFieldIsBlamedOnTheEventThatSetItAndTheLastChangeIsThatOfTheLastEvent(TierName tier) {
        for (EntityKey entity : EVENTS.entities()) {
            Blame<String> blame = new Blame<>();
            List<JsonNode> states = new ArrayList<>();
            String path = "/v1/objects/" + entity.text();
            // A schema adds what is empty to what was written, so the states are those that are read.
            JsonNode items = ask(tier, path + "/history", "order", "asc", "full", "true", "limit", "1000")
                    .body()
                    .path("items");
            for (int i = 0; i < items.size(); i++) {
                JsonNode item = items.get(i);
                // Of events of one time only the last leaves a state.
                if (!item.path("timestamp").equals(items.path(i + 1).path("timestamp"))) {
                    states.add(ObjectState.of((ObjectNode) item.path("event")));
                    blame.next(item.path("eventId").asString(), states.getLast());
                }
            }
            assertEquals(EVENTS.history(entity, one -> true).count(), items.size(), "seed " + SEED);
            Answer blamed = ask(tier, path + "/blame");
            if (states.isEmpty()) {
                assertEquals("not-found", blamed.problem(), "seed " + SEED + " " + entity);
                assertEquals("not-found", ask(tier, path + "/diff").problem(), "seed " + SEED + " " + entity);
                continue;
            }
            assertEquals(
                    blame.lines().stream()
                            .map(line -> line.path() + " " + line.event())
                            .sorted() // a tier may give the fields of an object in another order
                            .toList(),
                    blamed.body()
                            .path("fields")
                            .valueStream()
                            .map(field -> field.path("path").asString() + " "
                                    + field.path("eventId").asString())
                            .sorted()
                            .toList(),
                    "seed " + SEED + " " + entity);
            assertEquals(blame.lines().isEmpty() ? "deleted" : "", blamed.problem(), "seed " + SEED + " " + entity);
            JsonNode before = states.size() < 2 ? null : states.get(states.size() - 2);
            assertEquals(
                    Diff.of(before, states.getLast()).stream()
                            .map(change -> change.op() + " " + change.path())
                            .sorted()
                            .toList(),
                    ask(tier, path + "/diff")
                            .body()
                            .path("changes")
                            .valueStream()
                            .map(change -> change.path("op").asString().toUpperCase(Locale.ROOT) + " "
                                    + change.path("path").asString())
                            .sorted()
                            .toList(),
                    "seed " + SEED + " " + entity);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anObjectOfAnyVersionReadsAsOfTheOneThatIsAskedFor(TierName tier) {
        String wish = "?apiVersion=v1beta1&tier=" + tier + "&token=" + clusters.text();
        Awaitility.await("the gateway knows the kind")
                .atMost(PATIENCE)
                .until(() -> gateway.get(ClusterEvents.PATH + wish).status() == 200);
        JsonNode items = gateway.get(ClusterEvents.PATH + "/history" + wish + "&full=true&order=asc")
                .ok()
                .path("items");
        assertEquals("v1alpha1", items.at("/0/convertedFrom").asString(""));
        assertEquals(ClusterEvents.spec("[\"us-east-1\"]"), items.at("/0/event/spec/cluster/spec"));
        assertEquals("", items.at("/1/convertedFrom").asString(""));
        assertEquals(ClusterEvents.spec("[\"us-east-1\",\"us-west-2\"]"), items.at("/1/event/spec/cluster/spec"));
        Answer first = gateway.get(ClusterEvents.PATH + wish + "&asOf=" + ClusterEvents.FIRST);
        assertEquals(items.at("/0/event"), first.ok().path("event"));
        assertEquals("v1alpha1", first.header("Dsel-Converted-From"));
        JsonNode changes = gateway.get(ClusterEvents.PATH + "/diff" + wish).ok().path("changes");
        assertEquals("[{\"op\":\"add\",\"path\":\"spec.regions[1]\",\"to\":\"us-west-2\"}]", Json.write(changes));
    }

    @ParameterizedTest
    @EnumSource
    void aHistoryIsFiltered(TierName tier) {
        String from = KnownEvents.NOON.plusSeconds(86_400).toString();
        String to = KnownEvents.NOON.plusSeconds(3 * 86_400).toString();
        String known = EVENTS.rounds().get(1).toString();
        for (EntityKey entity : EVENTS.entities()) {
            assertHistory(tier, entity, one -> one.event().meta().userId().equals("user-1"), "user", "user-1");
            assertHistory(
                    tier,
                    entity,
                    one -> !one.event().meta().userId().equals("user-1"),
                    "user",
                    "user-0",
                    "user",
                    "user-2");
            assertHistory(tier, entity, one -> one.event().kind().isDeletion(), "kind", entity.kind() + "DeletedEvent");
            assertHistory(tier, entity, one -> true, "kind", entity.kind());
            assertHistory(
                    tier,
                    entity,
                    one -> one.event().meta().executionId().equals("contract run 1"),
                    "execution",
                    "contract run 1");
            assertHistory(tier, entity, KnownEvents.within(from, to), "from", from, "to", to);
            assertHistory(tier, entity, one -> !one.logTime().isAfter(Instant.parse(known)), "knownAt", known);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anItemSaysAllOfItsEvent(TierName tier) {
        for (EntityKey entity : EVENTS.entities()) {
            List<Known> expected = EVENTS.history(entity, one -> true).toList();
            JsonNode items = ask(tier, "/v1/objects/" + entity.text() + "/history", "order", "asc", "full", "true")
                    .body()
                    .path("items");
            for (int i = 0; i < expected.size(); i++) {
                assertItem(expected.get(i), items.get(i));
                assertEquals(json(expected.get(i).event()), items.get(i).path("event"), "seed " + SEED);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theEventsOfAnExecutionComeInOrder(TierName tier) {
        for (int run = 0; run < 4; run++) {
            String execution = "contract run " + run;
            List<Known> expected = EVENTS.all(
                            one -> one.event().meta().executionId().equals(execution))
                    .toList();
            String path = "/v1/executions/" + part(execution) + "/events";
            assertEquals(ids(expected), pages(tier, path, "limit", "7"), "seed " + SEED);
            JsonNode first = ask(tier, path, "limit", "1").body().at("/items/0");
            assertItem(expected.getFirst(), first);
            assertEquals(
                    expected.getFirst().event().entity().text(),
                    first.path("entity").asString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theObjectsOfAKindComeWithTheirLatestEvent(TierName tier) {
        for (String kind : List.of("Memo", "Artifact")) {
            Map<String, Known> expected = EVENTS.latest(kind);
            List<JsonNode> items = items(tier, "/v1/kinds/" + kind + "/objects", "limit", "2").stream()
                    .filter(item -> item.path("appId").asString().startsWith("contract/"))
                    .toList();
            assertEquals(
                    List.copyOf(expected.keySet()),
                    items.stream().map(item -> item.path("entity").asString()).toList());
            items.forEach(item -> {
                Known latest = expected.get(item.path("entity").asString());
                assertEquals(latest.id(), item.path("eventId").asString(), "seed " + SEED);
                assertEquals(
                        latest.event().kind().isDeletion(), item.path("deleted").asBoolean());
            });
            List<JsonNode> ofApp = items(tier, "/v1/kinds/" + kind + "/objects", "app", "contract/1");
            assertEquals(
                    expected.values().stream()
                            .filter(one -> one.event().meta().appId().equals("contract/1"))
                            .count(),
                    ofApp.size());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"INDEX", "LOG"})
    void eventsAcrossEntities(TierName tier) {
        assertEvents(tier, one -> true, "app", "contract/0", "app", "contract/1", "app", "contract/2");
        assertEvents(tier, one -> one.event().entity().kind().equals("Memo"), "kind", "Memo");
        assertEvents(
                tier,
                one -> one.event().kind().name().equals("MemoAppliedEvent"),
                "kind",
                "MemoAppliedEvent",
                "order",
                "asc");
        assertEvents(
                tier,
                one -> one.event().meta().correlationId().equals("request-2")
                        && one.event().meta().userId().equals("user-0"),
                "correlation",
                "request-2",
                "user",
                "user-0");
        String from = KnownEvents.NOON.plusSeconds(7_000).toString();
        String to = KnownEvents.NOON.plusSeconds(170_000).toString();
        assertEvents(tier, KnownEvents.within(from, to), "from", from, "to", to, "kind", "Memo", "kind", "Artifact");
    }

    @ParameterizedTest
    @EnumSource
    void anAggregateHasATimelineToo(TierName tier) {
        String run = "/v1/executions/" + part("contract run 2");
        JsonNode latest = ask(tier, run, "timeoutMs", "20000").ok();
        long total = EVENTS.all(one -> one.event().meta().executionId().equals("contract run 2"))
                .count();
        assertEquals(total, latest.at("/event/spec/eventStream/totalEvents").asLong(), latest.toString());
        String history = "/v1/objects/ExecutionStatusAggregate/_/" + part("contract run 2") + "/history";
        assertEquals(total, pages(tier, history, "limit", "5").size());
    }

    @ParameterizedTest
    @EnumSource(names = {"INDEX", "LOG"})
    void anAggregateIsFoundByTheEventThatBroughtItAbout(TierName tier) {
        JsonNode latest = ask(tier, "/v1/executions/" + part("contract run 2"), "timeoutMs", "20000")
                .ok();
        String cause = latest.at("/event/meta/causationId").asString();
        List<String> found = pages(tier, "/v1/events", "kind", "ExecutionStatusAggregate", "causation", cause);
        assertTrue(found.contains(latest.at("/event/meta/eventId").asString()), found.toString());
        assertEquals(List.of(), pages(tier, "/v1/events", "kind", "ExecutionStatusAggregate", "causation", "nothing"));
    }

    /** A token covers what its events bring about, also by way of another object's partition. */
    @ParameterizedTest
    @EnumSource
    void anAggregateTellsHowWhatItRefersToIs(TierName tier) {
        for (int n = 0; n < 10; n++) {
            String app = "overview-" + tier.name().toLowerCase(Locale.ROOT);
            Event deployment = Events.deployment(n, app);
            producer.publish(Events.artifact(n, app, "4.0." + n)).join();
            String token = producer.publish(deployment).join().token().text();
            JsonNode told = gateway.get("/v1/objects/DeploymentOverviewAggregate/" + app + "/place-" + n + "?tier="
                            + tier + "&timeoutMs=20000&token=" + token)
                    .ok()
                    .at("/event/spec/references/artifact/0");
            assertEquals("found", told.path("state").asString(), told.toString());
            assertEquals("4.0." + n, told.at("/fields/version").asString(), told.toString());
        }
    }

    @Test
    void theEventsOfAnAggregateAreThoseOfItsSequence() {
        String group = "/v1/aggregates/ExecutionStatusAggregate/_/" + part("contract run 2") + "/events";
        String wish = "?limit=1000&timeoutMs=20000&token=" + EVENTS.token().text();
        List<String> wanted = EVENTS.all(one -> one.event().meta().executionId().equals("contract run 2"))
                .map(one -> one.event().meta().eventId())
                .sorted()
                .toList();
        assertEquals(wanted, ids(gateway.get(group + wish)).stream().sorted().toList());
        JsonNode early = gateway.get(group + wish + "&sequence=3").ok();
        assertEquals(
                List.of(1, 2, 3),
                early.path("items")
                        .valueStream()
                        .map(item -> item.path("sequence").asInt())
                        .sorted()
                        .toList());
        assertEquals(400, gateway.get(group + "?tier=index").status());
        assertEquals(
                404, gateway.get("/v1/aggregates/NobodysAggregate/_/x/events").status());
    }

    private static List<String> ids(Answer answer) {
        return answer.ok()
                .path("items")
                .valueStream()
                .map(item -> item.path("eventId").asString())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aStrongReadShowsWhatWasJustWritten(TierName tier) {
        for (int n = 0; n < 20; n++) {
            Event event = Events.artifact(n, "strong-" + tier, "3.0." + n);
            producer.publish(event).join();
            Answer answer = gateway.get(
                    "/v1/objects/" + event.entity().text() + "?consistency=strong&tier=" + tier + "&timeoutMs=20000");
            assertEquals(200, answer.status(), answer.body().toString());
            assertEquals(json(event).path("meta"), answer.body().at("/event/meta"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theReceiptSaysWhoAnsweredAndWhatIsCovered(TierName tier) {
        EntityKey entity = EVENTS.entities().getFirst();
        Answer answer = ask(tier, "/v1/objects/" + entity.text(), "receipt", "true", "asOf", "2100-01-01");
        assertEquals(tier.toString(), answer.header("Dsel-Tier"));
        for (String header : List.of("Dsel-Source", "Dsel-Age-Ms", "Dsel-Region", "Dsel-Took-Ms", "Dsel-Covers")) {
            assertNotNull(
                    answer.header(header), header + " " + answer.response().headers());
        }
        assertEquals(tier == TierName.STORE, answer.header("Dsel-Role") != null);
        Token covers = Token.parse(answer.header("Dsel-Covers"));
        for (Known one : EVENTS.history(entity, any -> true).toList()) {
            LogPosition at = one.position();
            assertTrue(
                    covers.positions().get(at.topic()).get(at.partition()) >= at.offset(),
                    answer.body().toString());
        }
        assertEquals(covers, Token.parse(answer.header("Dsel-Token")), "all that is shown is covered here");
        JsonNode receipt = answer.body().path("receipt");
        assertEquals(tier.toString(), receipt.path("tier").asString());
        assertEquals(0, receipt.path("tried").size());
        assertTrue(receipt.path("positions").size() > 0);
        assertTrue(
                ask(tier, "/v1/objects/" + entity.text()).body().path("receipt").isMissingNode());
    }

    @ParameterizedTest
    @EnumSource
    void aKindThatNobodyHeardOfIsNotTakenForAnObjectThatIsNotThere(TierName tier) {
        for (String path :
                List.of("/v1/objects/Memmo/a/b", "/v1/objects/Memmo/a/b/history", "/v1/kinds/Memmo/objects")) {
            Answer answer = ask(tier, path);
            assertEquals(404, answer.status(), answer.body().toString());
            assertEquals("unknown-kind", answer.problem());
            assertEquals("Memo", answer.body().at("/nearest/0").asString());
        }
    }

    @Test
    void badInputIsAClear4xxThatSaysWhatIsAllowed() {
        String object = "/v1/objects/" + EVENTS.entities().getFirst().text();
        String other = "/v1/objects/" + EVENTS.entities().get(1).text();
        assertProblem(400, "bad-parameter", "2026-01-15T10:30:00Z", object + "?asOf=yesterday");
        assertProblem(400, "bad-parameter", "from 1 to 1000", object + "/history?limit=1000000");
        assertProblem(400, "bad-parameter", "those are [", object + "?before=x");
        String next = gateway.get(object + "/history?limit=1").ok().path("next").asString();
        assertProblem(400, "bad-parameter", "another query", other + "/history?after=" + next);
        assertProblem(400, "bad-parameter", "another query", object + "/history?order=asc&after=" + next);
        assertProblem(400, "bad-parameter", "name another", "/v1/events?tier=store");
        assertProblem(400, "bad-parameter", "name another", "/v1/search?tier=log");
        assertProblem(404, "unknown-kind", "Memo", "/v1/events?kind=Memoo");
        Token foreign = new Token("elsewhere", EVENTS.token().positions());
        for (TierName tier : TierName.values()) {
            assertProblem(400, "foreign-token", "elsewhere", object + "?tier=" + tier + "&token=" + foreign.text());
        }
    }

    @Test
    void aPageMayComeFromAnotherTierThanTheOneBefore() {
        EntityKey entity = EVENTS.entities().getFirst();
        String path = "/v1/objects/" + entity.text() + "/history";
        List<String> seen = new ArrayList<>();
        String after = "";
        for (int page = 0; after != null; page++) {
            TierName tier = TierName.values()[page % 3];
            JsonNode body = ask(tier, path, "limit", "2", "after", after).ok();
            body.path("items").forEach(item -> seen.add(item.path("eventId").asString()));
            after = body.path("next").asString(null);
        }
        assertEquals(ids(EVENTS.history(entity, one -> true).toList().reversed()), seen);
    }

    @ParameterizedTest
    @EnumSource
    void asOfTakes(TierName tier) {
        List<Long> micros = new ArrayList<>();
        List<EntityKey> entities = EVENTS.entities();
        for (int i = 0; i < 250; i++) {
            String path = "/v1/objects/"
                    + entities.get(RANDOM.nextInt(entities.size() - 1)).text() + "?tier=" + tier + "&asOf="
                    + KnownEvents.NOON.plusSeconds(60L * RANDOM.nextInt(KnownEvents.MINUTES));
            long began = System.nanoTime();
            assertTrue(gateway.get(path).status() != 503);
            micros.add((System.nanoTime() - began) / 1000);
        }
        List<Long> warm = micros.subList(50, 250).stream().sorted().toList();
        System.out.printf("as-of from the %s: p50 %d us, p99 %d us%n", tier, warm.get(100), warm.get(198));
        assertTrue(warm.get(100) < 1_000_000);
    }

    private static void assertProblem(int status, String problem, String says, String target) {
        Answer answer = gateway.get(target);
        assertEquals(status, answer.status(), target + " " + answer.body());
        assertEquals(problem, answer.problem());
        String detail = answer.body().path("detail").asString();
        assertTrue(detail.contains(says), detail);
    }

    private static void assertState(
            TierName tier, EntityKey entity, Optional<Instant> asOf, Optional<Instant> knownAt) {
        List<String> parameters = new ArrayList<>();
        asOf.ifPresent(time -> Collections.addAll(parameters, "asOf", time.toString()));
        knownAt.ifPresent(time -> Collections.addAll(parameters, "knownAt", time.toString()));
        Answer answer = ask(tier, "/v1/objects/" + entity.text(), parameters.toArray(String[]::new));
        Optional<Known> expected = EVENTS.state(entity, asOf, knownAt);
        String all = entity + " as of " + asOf + " known at " + knownAt + ", seed " + SEED + ": " + answer.body();
        boolean deleted =
                expected.filter(one -> one.event().kind().isDeletion()).isPresent();
        assertEquals(expected.isEmpty() || deleted ? 404 : 200, answer.status(), all);
        assertEquals(
                expected.map(one -> json(one.event())).orElse(Json.MAPPER.missingNode()),
                answer.body().path("event"),
                all);
        assertEquals(expected.isEmpty() ? "not-found" : deleted ? "deleted" : "", answer.problem(), all);
    }

    private static void assertHistory(TierName tier, EntityKey entity, Predicate<Known> wanted, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        Collections.addAll(all, "limit", "2", "order", "asc");
        assertEquals(
                ids(EVENTS.history(entity, wanted).toList()),
                pages(tier, "/v1/objects/" + entity.text() + "/history", all.toArray(String[]::new)),
                entity + " " + all + ", seed " + SEED);
    }

    private static void assertEvents(TierName tier, Predicate<Known> wanted, String... parameters) {
        List<String> all = new ArrayList<>(List.of(parameters));
        if (!all.contains("app")) {
            Collections.addAll(all, "app", "contract/0", "app", "contract/1", "app", "contract/2");
        }
        Collections.addAll(all, "limit", "11");
        List<Known> expected = EVENTS.all(wanted).toList();
        assertEquals(
                ids(all.contains("asc") ? expected : expected.reversed()),
                pages(tier, "/v1/events", all.toArray(String[]::new)),
                all + ", seed " + SEED);
    }

    private static void assertItem(Known expected, JsonNode item) {
        Map<String, String> shown = new HashMap<>();
        shown.put("eventId", expected.id());
        shown.put("timestamp", EventJson.time(expected.event().meta().timestamp()));
        shown.put("kind", expected.event().kind().name());
        shown.put("action", expected.event().kind().action());
        shown.put("userId", expected.event().meta().userId());
        shown.put("executionId", expected.event().meta().executionId());
        shown.put("logTime", EventJson.time(expected.logTime()));
        shown.forEach((field, value) -> assertEquals(value, item.path(field).asString(), field + ", seed " + SEED));
        LogPosition position = expected.position();
        assertEquals(position.topic(), item.at("/position/topic").asString());
        assertEquals(position.partition(), item.at("/position/partition").asInt());
        assertEquals(position.offset(), item.at("/position/offset").asLong(), "seed " + SEED);
    }

    private static List<Optional<Instant>> times() {
        return Stream.concat(
                        Stream.of(Optional.<Instant>empty(), Optional.of(KnownEvents.NOON.minusSeconds(1))),
                        Stream.generate(() -> Optional.of(
                                        KnownEvents.NOON.plusSeconds(60L * RANDOM.nextInt(KnownEvents.MINUTES))))
                                .limit(6))
                .toList();
    }

    private static List<Optional<Instant>> knownTimes() {
        Instant first = EVENTS.rounds().getFirst();
        return List.of(
                Optional.empty(),
                Optional.of(first),
                Optional.of(EVENTS.rounds().get(1)),
                Optional.of(first.minusSeconds(3600)));
    }

    private static List<String> ids(List<Known> events) {
        return events.stream().map(Known::id).toList();
    }

    private static List<String> pages(TierName tier, String path, String... parameters) {
        return items(tier, path, parameters).stream()
                .map(item -> item.path("eventId").asString())
                .toList();
    }

    private static List<JsonNode> items(TierName tier, String path, String... parameters) {
        List<JsonNode> items = new ArrayList<>();
        String after = "";
        while (after != null) {
            List<String> all = new ArrayList<>(List.of(parameters));
            Collections.addAll(all, "after", after);
            JsonNode page = ask(tier, path, all.toArray(String[]::new)).ok();
            page.path("items").forEach(items::add);
            after = page.path("next").asString(null);
        }
        return items;
    }

    /** With all of the events to be seen. */
    private static Answer ask(TierName tier, String path, String... parameters) {
        StringBuilder target = new StringBuilder(path).append("?tier=").append(tier);
        target.append("&token=").append(EVENTS.token().text());
        for (int i = 0; i < parameters.length; i += 2) {
            target.append('&').append(parameters[i]).append('=').append(part(parameters[i + 1]));
        }
        return gateway.get(target.toString());
    }

    private static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode json(Event event) {
        return Json.parse(Json.write(EventJson.write(event)));
    }
}
