package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.Token;
import io.dsel.gateway.GatewayUnderTest.Answer;
import io.dsel.json.Json;
import io.dsel.stack.junit.DevStackExtension;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The store tier against the real streams, one instance of which is gone; and what is derived, in the index. */
class StoreReadsIT {
    @RegisterExtension
    static final DevStackExtension stack = Stacks.whole();

    private static GatewayUnderTest gateway;
    private static DselProducer producer;

    @BeforeAll
    static void start() {
        gateway = new GatewayUnderTest(stack, "http://127.0.0.1:1," + Stacks.streams(stack));
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
    }

    @Test
    void theStateIsReadByTokenFromTheInstanceThatIsThereWhateverTheName() {
        Event event = Events.note(1, "cluster/apps/media & more", "now");
        Token token = publish(event).token();
        Answer answer =
                read("/v1/objects/Note/cluster%2Fapps%2Fmedia%20%26%20more/note%201?receipt=true&tier=store&token="
                        + token.text());
        assertEquals(200, answer.status(), answer.body().toString());
        assertEquals(
                Json.parse(Json.write(EventJson.write(event))), answer.body().path("event"));
        assertEquals("store", answer.body().at("/receipt/tier").asString());
        assertEquals("store", answer.header("Dsel-Tier"));
        assertEquals("local", answer.header("Dsel-Region"), "the region of the instance that answered");
        assertTrue(answer.header("Dsel-Age-Ms") != null
                || answer.body().at("/receipt/ageMs").isNull());
    }

    @Test
    void asOfHistoryAndProblemsArePassedOn() {
        publish(Events.artifact(1, "asof", "1.0.0"));
        Token token = publish(later(Events.artifact(1, "asof", "2.0.0"))).token();
        String object = "/v1/objects/Artifact/asof/module-1";
        Answer before = read(object + "?asOf=" + Events.time(1) + "&token=" + token.text());
        assertEquals(
                "1.0.0", before.body().at("/event/spec/artifact/spec/version").asString());
        Answer never = read(object + "?asOf=2020-01-01T00:00:00Z&token=" + token.text());
        assertEquals(404, never.status());
        assertEquals("not-found", never.problem());
        Answer wrong = gateway.get(object + "?asOf=yesterday%7C");
        assertEquals(400, wrong.status());
        assertEquals("asOf", wrong.body().path("parameter").asString());
        JsonNode history =
                read(object + "/history?limit=1&token=" + token.text()).body();
        assertEquals(1, history.path("items").size());
        assertTrue(history.path("next").isString(), history.toString());
    }

    @Test
    void executionsAndListsArePassedOn() {
        Event event = Events.artifact(3, "lists", "1.0.0");
        Token token = publish(event).token();
        String run = "/v1/executions/" + event.meta().executionId();
        Answer events = read(run + "/events?token=" + token.text());
        assertEquals(
                event.meta().eventId(),
                events.body().at("/items/0/eventId").asString(),
                events.body().toString());
        Answer aggregate = read(run + "?token=" + token.text());
        assertEquals(200, aggregate.status(), aggregate.body().toString());
        Answer list = read("/v1/kinds/Artifact/objects?app=lists&token=" + token.text());
        assertEquals(
                "module-3",
                list.body().at("/items/0/name").asString(),
                list.body().toString());
    }

    @Test
    void aTokenCoversHeadsAndAggregatesToo() {
        List<Published> all = IntStream.range(0, 9)
                .mapToObj(n -> publish(Events.artifact(n, "derived", "3.0.0")))
                .toList();
        Token token = Token.of(
                producer.clusterId(), all.stream().map(Published::position).toList());
        Answer heads = gateway.search(
                "resolution",
                "heads",
                "kind",
                "Artifact",
                "app",
                "derived",
                "token",
                token.text(),
                "timeoutMs",
                "60000");
        assertEquals(200, heads.status(), heads.body().toString());
        assertEquals(9, heads.body().path("total").asInt());
        Answer aggregates = gateway.search(
                "resolution", "aggregates", "q", "module", "limit", "500", "token", token.text(), "timeoutMs", "60000");
        assertEquals(200, aggregates.status(), aggregates.body().toString());
        Set<String> runs = new TreeSet<>();
        aggregates
                .body()
                .path("items")
                .forEach(item -> runs.add(item.at("/event/meta/name").asString()));
        for (int n = 0; n < 9; n++) {
            assertTrue(runs.contains("run-" + Events.id("derived", n)), runs.toString());
        }
    }

    @Test
    void onceEverythingIsIndexedNoTierIsBehind() {
        publish(Events.artifact(0, "settled", "1.0.0"));
        Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode status = gateway.get("/v1/status").body();
            assertEquals(0, status.at("/tiers/2/behind/index").asLong(-1), status.toString());
            assertEquals(0, status.at("/tiers/0/instances/1/lag/lag").asLong(-1), status.toString());
            assertEquals(
                    0,
                    gateway.search("resolution", "heads", "receipt", "true")
                            .body()
                            .at("/receipt/behind")
                            .asLong(-1));
        });
    }

    /** While the streams take their partitions they say 503, and a caller tries again. */
    private static Answer read(String pathAndQuery) {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(60))
                .until(() -> gateway.get(pathAndQuery), answer -> answer.status() != 503);
    }

    private static Published publish(Event event) {
        return producer.publish(event).join();
    }

    /** The same object an hour later, by another event. */
    private static Event later(Event event) {
        return EventJson.read(Json.parse(Json.write(EventJson.write(event))
                .replace("T10:", "T11:")
                .replace(
                        "\"" + event.meta().eventId() + "\"",
                        "\"" + event.meta().eventId() + "-later\"")));
    }
}
