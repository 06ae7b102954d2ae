package io.dsel.gateway;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.VersionedManifest;
import io.dsel.client.DselProducer;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.node.ObjectNode;

/** Two versions of an aggregate are made of the same events; what is watched and what is searched is of the live one. */
class PromotionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String NAME = "TalkAggregate";
    private static final String SECOND = "TalkV2Aggregate";
    private static final String APP = "talks";

    @RegisterExtension
    static final DevStackExtension stack = Stacks.whole();

    private static GatewayUnderTest gateway;
    private static DselProducer producer;

    private int published;

    @BeforeAll
    static void start() {
        gateway = new GatewayUnderTest(stack, Stacks.streams(stack));
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
    }

    @Test
    void aWatchAndASearchGoOverToTheVersionThatIsPromoted() {
        VersionedManifest both = VersionedManifest.first(Yaml.parse("""
                        apiVersion: v1alpha1
                        kind: Aggregate
                        meta: {name: TalkAggregate, appId: dsel}
                        spec: {owner: platform, sources: [{kinds: [TalkAppliedEvent]}],
                               group: {app: meta.appId, key: "'all'"}, measures: [{name: events, count: {}}]}
                        """)).rebuilt();
        declare("Applied", both);
        publish();
        await("the gateway knows of it").atMost(PATIENCE).untilAsserted(() -> {
            try (WatchReader tried = watch()) {
                tried.awaitBegin();
            }
        });
        try (WatchReader reader = watch().awaitBegin()) {
            await("both versions are made").atMost(PATIENCE).until(() -> isFound(NAME) && isFound(SECOND));
            await("and are found as heads").atMost(PATIENCE).until(() -> events(NAME) > 0 && events(SECOND) > 0);
            assertEquals(Set.of(NAME), searched("aggregates"));
            assertEquals(Set.of(NAME), searched("heads"));
            assertEquals(Set.of(NAME), kinds(reader.awaitEvents(1)));

            declare("Promoted", both.promoted());
            // Whoever has not heard of it yet goes on with the first version.
            await("the watch goes over").atMost(PATIENCE).until(() -> {
                publish();
                return kinds(reader).contains(SECOND);
            });
            int last = published;
            publish();
            await("the last event is in both")
                    .atMost(PATIENCE)
                    .until(() -> events(NAME) > last && events(SECOND) > last);
            assertEquals(Set.of(SECOND), searched("aggregates"));
            assertEquals(Set.of(SECOND), searched("heads"));
            List<String> watched =
                    reader.events().stream().map(WatchReader.Frame::name).toList();
            assertTrue(
                    watched.lastIndexOf(NAME) < watched.indexOf(SECOND),
                    "once it has gone over it does not go back: " + watched);
        }
    }

    private static WatchReader watch() {
        return WatchReader.of(
                () -> gateway.url("/v1/watch?from=beginning&kind=" + NAME).toString());
    }

    private static boolean isFound(String kind) {
        return gateway.search("resolution", "aggregates", "app", APP, "kind", kind)
                        .ok()
                        .path("total")
                        .asInt()
                > 0;
    }

    /** How many events the latest aggregate of that version tells of. */
    private static long events(String kind) {
        return gateway.search("resolution", "heads", "app", APP, "kind", kind)
                .ok()
                .at("/items/0/event/spec/measures/events")
                .asLong(0);
    }

    /** Which versions a search shows that names no kind. */
    private static Set<String> searched(String resolution) {
        Set<String> kinds = new TreeSet<>(gateway.search("resolution", resolution, "app", APP)
                .ok()
                .at("/facets/kind")
                .propertyNames());
        kinds.removeIf(kind -> !kind.startsWith("Talk") || kind.endsWith("Event"));
        return kinds;
    }

    private static Set<String> kinds(WatchReader reader) {
        Set<String> kinds = new TreeSet<>();
        reader.events().forEach(frame -> kinds.add(frame.name()));
        return kinds;
    }

    private void declare(String action, VersionedManifest manifest) {
        ObjectNode event = (ObjectNode) Yaml.parse("""
                apiVersion: v1alpha1
                kind: Aggregate%1$sEvent
                meta: {eventId: talk-%1$s, timestamp: '2026-01-15T09:00:00Z', userId: ann, correlationId: c,
                       executionId: talk-%1$s, name: TalkAggregate, appId: dsel, region: local}
                spec: {}
                """.formatted(action));
        ((ObjectNode) event.get("spec")).set("aggregate", manifest.object());
        producer.publish(EventJson.read(event)).join();
    }

    private void publish() {
        published++;
        producer.publish(EventJson.read(Json.parse("""
                        {"apiVersion":"v1","kind":"TalkAppliedEvent",
                         "meta":{"eventId":"talk-%1$d","timestamp":"2026-01-15T10:00:00Z","userId":"ann",
                                 "correlationId":"c","executionId":"talk-%1$d","name":"talk","appId":"talks","region":"local"},
                         "spec":{"talk":{"kind":"Talk","metadata":{"name":"talk"},"spec":{"n":%1$d}}}}
                        """.formatted(published)))).join();
    }
}
