package io.dsel.gateway;

import static io.dsel.gateway.WatchedEvents.assertInOrder;
import static io.dsel.gateway.WatchedEvents.event;
import static io.dsel.gateway.WatchedEvents.ids;
import static io.dsel.gateway.WatchedEvents.random;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.Token;
import io.dsel.gateway.WatchReader.Frame;
import io.dsel.json.Json;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Watching a real log. Each test has kinds of its own. */
class WatchIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().build();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int MOST = 24;

    private static Stops stops;
    private static HttpServer gateway;
    private static DselProducer producer;

    @BeforeAll
    static void start() {
        stops = new Stops();
        gateway = gateway(stops);
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
    }

    @AfterAll
    static void stop() {
        producer.close();
        stops.close();
        CLIENT.close();
    }

    @Test
    void historyJoinsWhatComesWithoutAGapOrADouble() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        List<String> published = new ArrayList<>();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int n = 0; !enough.get(); n++) {
                Event event = event("Join", n % 2 == 0 ? "Applied" : "Deployed", "app-" + n % 20, n, "");
                published.add(event.meta().eventId());
                producer.publish(event).join();
            }
        });
        Awaitility.await().atMost(PATIENCE).until(() -> published.size() > 1500);
        try (WatchReader reader = watch("kind=Join&from=beginning").awaitLive()) {
            int joined = published.size();
            Awaitility.await().atMost(PATIENCE).until(() -> published.size() > joined + 1000);
            enough.set(true);
            writer.join();
            reader.awaitEvents(published.size());
            assertEquals(new TreeSet<>(published), new TreeSet<>(reader.eventIds()));
            assertEquals(published.size(), reader.events().size(), "each once");
            assertInOrder(reader.events());
            List<String> history = reader.frames().stream()
                    .takeWhile(frame -> !frame.name().equals("live"))
                    .map(frame -> frame.data().path("logTime").asString())
                    .toList();
            assertEquals(history.stream().sorted().toList(), history, "by log time");
            assertTrue(history.size() > 1000, "history was " + history.size());
        }
    }

    @Test
    void aReaderThatComesBackFromAnyEventGetsExactlyTheRest() {
        List<String> before = publish("Long", 0, 60);
        List<Frame> first;
        try (WatchReader reader = watch("kind=Long&from=beginning").awaitEvents(60)) {
            first = reader.events();
        }
        assertEquals(new TreeSet<>(before), ids(first));
        publish("Long", 60, 300);
        publish(event("Long", "Deployed", "later", 999, "in a topic that was not there"));
        for (int at : List.of(0, 1, 30, 58, 59)) {
            Frame last = first.get(at);
            try (WatchReader reader = WatchReader.resume(url("kind=Long&from=beginning"), last.id())
                    .awaitEvents(301 - at - 1)) {
                Set<String> all = ids(first.subList(0, at + 1));
                int seen = all.size();
                all.addAll(reader.eventIds());
                assertEquals(301, all.size());
                assertEquals(301 - seen, reader.events().size(), "resumed after " + at);
                assertInOrder(reader.events());
            }
        }
    }

    @Test
    void aBreakBeforeTheFirstEventLosesNothing() {
        publish("Early", 0, 5);
        String begin;
        try (WatchReader reader = watch("kind=Early").awaitLive()) {
            begin = reader.lastEventId();
            assertEquals(List.of(), reader.events(), "from now on");
        }
        List<String> after = publish("Early", 5, 10);
        try (WatchReader reader = WatchReader.resume(url("kind=Early"), begin).awaitEvents(5)) {
            assertEquals(new TreeSet<>(after), ids(reader.events()));
        }
    }

    @Test
    void aKindThatAppearsIsReadFromItsBeginning() {
        try (WatchReader reader = watch("kind=Fresh*&from=now").awaitLive()) {
            List<String> published = publish("FreshOne", 0, 40);
            long created = System.nanoTime();
            published.addAll(publish("FreshTwo", 0, 40));
            reader.awaitEvents(80);
            assertTrue(System.nanoTime() - created < Duration.ofSeconds(10).toNanos());
            assertEquals(new TreeSet<>(published), ids(reader.events()));
            assertEquals(80, reader.events().size());
        }
    }

    @Test
    void anUnreadableRecordIsNamedAndPassed() throws Exception {
        publish("Poison", 0, 3);
        long offset;
        try (var raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            offset = raw.send(new ProducerRecord<>(
                            "dsel.events.PoisonAppliedEvent", 2, "Poison/a/b", "no event".getBytes(UTF_8)))
                    .get()
                    .offset();
        }
        publish("Poison", 3, 6);
        try (WatchReader reader = watch("kind=Poison&from=beginning").awaitEvents(6)) {
            List<Frame> unreadable = reader.frames().stream()
                    .filter(frame -> frame.name().equals("unreadable"))
                    .toList();
            assertEquals(1, unreadable.size());
            JsonNode data = unreadable.getFirst().data();
            assertEquals(2, data.at("/position/partition").asInt());
            assertEquals(offset, data.at("/position/offset").asLong());
            assertTrue(data.path("reason").asString().contains("magic byte"), data.toString());
        }
    }

    @Test
    void anEventThatIsInTheLogTwiceIsDeliveredOnce() {
        Event event = event("Twice", "Applied", "app", 1, "");
        publish(event);
        publish(event);
        publish(event("Twice", "Applied", "app", 2, ""));
        try (WatchReader reader =
                watch("kind=Twice&from=beginning").awaitEvents(2).awaitLive()) {
            assertEquals(List.of("Twice-Applied-1", "Twice-Applied-2"), reader.eventIds());
        }
    }

    @Test
    void filtersChooseAndEveryStartBeginsWhereItSays() {
        Published first = publish(event("Pick", "Applied", "shop", 1, ""));
        Published second = publish(event("Pick", "Applied", "till & co", 2, ""));
        Published third = publish(event("Pick", "Deployed", "shop", 1, ""));
        publish(event("PickAxe", "Applied", "shop", 1, ""));
        assertWatch("kind=Pick", "Pick-Applied-1", "Pick-Applied-2", "Pick-Deployed-1");
        assertWatch("kind=Pick*Event&app=shop", "Pick-Applied-1", "Pick-Deployed-1", "PickAxe-Applied-1");
        assertWatch("kind=PickAppliedEvent", "Pick-Applied-1", "Pick-Applied-2");
        assertWatch("kind=Pick&app=till%20%26%20co", "Pick-Applied-2");
        assertWatch("entity=" + encoded("Pick/shop/thing-1"), "Pick-Applied-1", "Pick-Deployed-1");
        assertWatch("entity=" + encoded("Pick/till%20%26%20co/thing-2"), "Pick-Applied-2");
        assertWatch("execution=run-Pick-Applied-2", "Pick-Applied-2");
        String time;
        try (WatchReader reader = watch("kind=Pick&from=beginning").awaitEvents(3)) {
            time = reader.events().get(2).data().path("logTime").asString();
        }
        try (WatchReader reader =
                watch("kind=PickDeployedEvent&from=" + encoded(time)).awaitEvents(1)) {
            assertEquals(List.of("Pick-Deployed-1"), reader.eventIds());
        }
        Token token = Token.of(producer.clusterId(), List.of(first.position(), second.position()));
        try (WatchReader reader =
                watch("kind=Pick&from=" + token.text()).awaitEvents(1).awaitLive()) {
            assertEquals(List.of("Pick-Deployed-1"), reader.eventIds());
        }
        Token last = third.token();
        try (WatchReader reader = watch("kind=Pick&from=" + last.text()).awaitLive()) {
            Published fourth = publish(event("Pick", "Applied", "shop", 4, ""));
            reader.awaitEvents(1);
            assertEquals("Pick-Applied-4", reader.eventIds().getLast(), fourth.toString());
            assertFalse(reader.eventIds().contains("Pick-Deployed-1"));
        }
    }

    /** The reader takes nothing: so nothing is read for it, whatever there is. */
    @Test
    void aSlowReaderIsPausedAndThenGetsAll() throws Exception {
        int count = 4000;
        List<CompletableFuture<Published>> writes = IntStream.range(0, count)
                .mapToObj(n -> producer.publish(event("Slow", "Applied", "app-" + n % 50, n, random(10_000, n))))
                .toList();
        writes.forEach(CompletableFuture::join);
        ConsumedRecords consumed = new ConsumedRecords();
        try (StalledReader reader = new StalledReader(gateway.port(), "kind=Slow&from=beginning")) {
            Awaitility.await().atMost(PATIENCE).until(() -> consumed.count() > 0);
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(30))
                    .until(consumed::steady);
            double read = consumed.count();
            assertTrue(read < count * 0.75, read + " of " + count + " were read for a reader that takes nothing");
            reader.readUntil("\"eventId\":\"Slow-Applied-", count);
        }
    }

    @Test
    void whatIsWrongIsAnsweredWithWhatIsAllowed() throws IOException, InterruptedException {
        publish("Known", 0, 1);
        assertProblem(404, "unknown-kind", "kind=Knwon", "there is no kind 'Knwon'");
        assertProblem(400, "bad-parameter", "kind=a-b", "not the name of a kind");
        assertProblem(400, "bad-parameter", "kinds=Known", "[app, entity, execution, from, kind, lastEventId]");
        assertProblem(400, "bad-parameter", "kind=Known&from=yesterday", "none of: now, beginning, a time");
        assertProblem(400, "bad-parameter", "kind=Known&entity=Known", "percent-encoded");
        assertProblem(400, "bad-parameter", "entity=" + encoded("no%20kind/a/b"), "percent-encoded");
        assertProblem(404, "unknown-kind", "entity=" + encoded("Knwon/a/b"), "there is no kind 'Knwon'");
        assertProblem(400, "bad-parameter", "kind=Known&app=a&app=b", "given 2 times");
        Token foreign = new Token(
                "another-cluster",
                publish(event("Known", "Applied", "a", 7, "")).token().positions());
        assertProblem(400, "foreign-token", "kind=Known&from=" + foreign.text(), "another Kafka cluster");
        Token future = new Token(
                producer.clusterId(),
                new TreeMap<>(Map.of("dsel.events.KnownAppliedEvent", new TreeMap<>(Map.of(0, 1_000_000L)))));
        assertProblem(400, "bad-parameter", "kind=Known&from=" + future.text(), "the log does not have");
        String id;
        try (WatchReader reader = watch("kind=Known&from=beginning").awaitEvents(2)) {
            id = reader.lastEventId();
        }
        assertProblem(400, "bad-parameter", "kind=Known&app=a&lastEventId=" + id, "with another kind, app");
        assertProblem(
                400,
                "bad-parameter",
                "kind=Known&lastEventId=" + id.substring(0, id.length() - 4),
                "not the whole of it");
        assertProblem(400, "bad-parameter", "kind=Known&lastEventId=%20", "not an id that a watch");
    }

    @Test
    void beyondTheLimitItIs503AndAReaderThatLeavesMakesRoomSoon() throws Exception {
        publish("Limit", 0, 1);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(WatchIT::openWatches, open -> open == 0);
        List<WatchReader> readers = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            readers.add(watch("kind=Limit").awaitLive());
        }
        HttpResponse<String> refused = CLIENT.send(
                HttpRequest.newBuilder(URI.create(url("kind=Limit").get())).build(), BodyHandlers.ofString());
        assertEquals(503, refused.statusCode());
        assertTrue(refused.headers().firstValue("Retry-After").isPresent());
        assertTrue(refused.body().contains(MOST + " watches are open"), refused.body());
        long left = System.nanoTime();
        readers.forEach(WatchReader::close);
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(WatchIT::openWatches, open -> open == 0);
        assertTrue(System.nanoTime() - left < Duration.ofSeconds(5).toNanos());
    }

    @Test
    void aGatewayThatStopsEndsItsWatchesAtOnceAndTheNextTakesThemOn() {
        List<String> published = publish("Stop", 0, 10);
        Stops firstStops = new Stops();
        HttpServer[] current = {gateway(firstStops)};
        try (WatchReader reader = WatchReader.of(() -> url(current[0], "kind=Stop&from=beginning"))
                .awaitLive()) {
            long asked = System.nanoTime();
            firstStops.close();
            assertTrue(System.nanoTime() - asked < Duration.ofSeconds(8).toNanos());
            published.addAll(publish("Stop", 10, 20));
            current[0] = gateway;
            reader.awaitEvents(20);
            assertEquals(new TreeSet<>(published), ids(reader.events()));
            assertEquals(20, reader.events().size());
        }
    }

    @Test
    void aWatchOutlivesTheBroker() throws InterruptedException {
        List<String> published = publish("Broker", 0, 10);
        try (WatchReader reader = watch("kind=Broker&from=beginning").awaitLive()) {
            stack.kill(Part.BROKER);
            stack.start(Part.BROKER);
            published.addAll(publish("Broker", 10, 20));
            reader.awaitEvents(20);
            assertEquals(new TreeSet<>(published), ids(reader.events()));
            assertEquals(20, reader.events().size());
        }
    }

    private static HttpServer gateway(Stops stops) {
        Map<String, String> environment = Map.of(
                "DSEL_BOOTSTRAP_SERVERS", stack.bootstrapServers(),
                "DSEL_SCHEMA_REGISTRY_URL", stack.schemaRegistryUrl(),
                "DSEL_HTTP_PORT", "0",
                "DSEL_WATCH_MAX", Integer.toString(MOST));
        return QueryGateway.start(new Configuration(GatewayOptions.all(), environment, Optional.empty()), stops);
    }

    private static Supplier<String> url(String query) {
        return () -> url(gateway, query);
    }

    private static String url(HttpServer gateway, String query) {
        return "http://127.0.0.1:" + gateway.port() + "/v1/watch?" + query;
    }

    private static WatchReader watch(String query) {
        return WatchReader.of(url(query)).awaitBegin();
    }

    private static void assertWatch(String query, String... eventIds) {
        try (WatchReader reader = watch(query + "&from=beginning").awaitLive()) {
            assertEquals(List.of(eventIds), reader.eventIds(), query);
        }
    }

    private static void assertProblem(int status, String type, String query, String says)
            throws IOException, InterruptedException {
        HttpResponse<String> answer =
                CLIENT.send(HttpRequest.newBuilder(URI.create(url(query).get())).build(), BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        JsonNode problem = Json.parse(answer.body());
        assertEquals("https://dsel.io/problems/" + type, problem.path("type").asString());
        assertTrue(problem.path("detail").asString().contains(says), answer.body());
    }

    private static List<String> publish(String kind, int from, int to) {
        List<Event> events = IntStream.range(from, to)
                .mapToObj(n -> event(kind, "Applied", "app-" + n % 7, n, ""))
                .toList();
        events.stream().map(producer::publish).toList().forEach(CompletableFuture::join);
        return new ArrayList<>(
                events.stream().map(event -> event.meta().eventId()).toList());
    }

    private static Published publish(Event event) {
        return producer.publish(event).join();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static int openWatches() throws IOException, InterruptedException {
        String metrics = CLIENT.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("dsel_watches "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring("dsel_watches ".length())))
                .findFirst()
                .orElseThrow();
    }
}
