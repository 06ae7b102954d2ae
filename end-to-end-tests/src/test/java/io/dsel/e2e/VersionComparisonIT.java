package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.Token;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.verify.Addresses;
import io.dsel.verify.VersionComparison;
import io.dsel.verify.VersionReport;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Two kinds of aggregates that say the same are found to, while events come; and what one says otherwise is named. */
class VersionComparisonIT {
    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().streams(2).build();

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Instant FIRST = Instant.parse("2026-01-15T10:00:00Z");
    private static final int OBJECTS = 40;
    private static final int EVENTS = 400;
    private static final int BATCH = 20;

    private static final String COMMON =
            "{name: actions, count: {by: action}}, {name: users, distinct: {value: meta.userId, limit: 5}},"
                    + " {name: newest, max: {value: int(object.spec.version)}}";

    private static final String THIRDS =
            "sources: [{kinds: [%s], where: \"objectKind == 'Artifact' && meta.appId == 'shop'\"}],"
                    + " group: {app: meta.appId, key: meta.userId}, emit: {every: 3},"
                    + " measures: [{name: names, distinct: {value: meta.name}}]";

    private final Http http = new Http();

    @TempDir
    private Path folder;

    @Test
    void whatSaysTheSameIsEqualWhileEventsComeAndWhatDoesNotIsNamed() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            declare(producer, "OneAggregate", "'*Event'", COMMON);
            Manifests.declare(producer, "ThirdsAggregate", THIRDS.formatted("'*Event'"));
            Manifests.awaitBuilt(stack, Set.of("OneAggregate", "ThirdsAggregate"));
            publish(producer, 0, EVENTS);
            Manifests.declare(producer, "SameThirdsAggregate", THIRDS.formatted("'Artifact*Event'"));
            Manifests.declare(
                    producer,
                    "FewerThirdsAggregate",
                    THIRDS.formatted("'Artifact*Event'").replace("meta.appId == 'shop'", "meta.name != 'a0'"));
            declare(producer, "SameAggregate", "'ArtifactAppliedEvent'", COMMON);
            declare(
                    producer,
                    "OtherAggregate",
                    "'ArtifactAppliedEvent'",
                    COMMON.replace("max:", "min:") + ", {name: numbers, sum: {value: int(object.spec.version)}}");
            Manifests.awaitBuilt(stack, Set.of("OneAggregate", "SameAggregate", "OtherAggregate"));

            VersionReport busy = whileWriting(producer, "OneAggregate", "SameAggregate");
            assertEquals(List.of(), busy.examples(), busy.toString());
            assertEquals(OBJECTS, busy.both(), busy.toString());
            assertTrue(busy.isEqual(), busy.toString());
            assertTrue(busy.moving() <= OBJECTS / 10, "nearly all are seen to agree: " + busy);

            VersionReport quiet = compare("OneAggregate", "SameAggregate");
            assertEquals(new VersionReport(OBJECTS, 0, 0, 0, Map.of(), List.of(), 0), quiet);

            VersionReport other = whileWriting(producer, "OneAggregate", "OtherAggregate");
            assertEquals(OBJECTS, other.both(), other.toString());
            assertTrue(other.differing() >= OBJECTS * 9 / 10, other.toString());
            assertEquals(
                    Set.of("measures.newest", "measures.numbers"),
                    other.differingByField().keySet(),
                    other.toString());
            assertEquals(3, other.examples().size());

            whatIsToldAtTimesIsComparedByItsEvents();

            VersionReport none = compare("OneAggregate", "NobodysAggregate");
            assertEquals(OBJECTS, none.onlyLive(), none.toString());
            assertEquals(0, none.both());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** In another order of arrival, so each tells of events of its own. */
    private void whatIsToldAtTimesIsComparedByItsEvents() throws Exception {
        Manifests.awaitBuilt(stack, Set.of("SameThirdsAggregate", "FewerThirdsAggregate"));
        VersionReport same = compare("ThirdsAggregate", "SameThirdsAggregate");
        assertEquals(List.of(), same.examples(), same.toString());
        assertEquals(7, same.both() + same.onlyLive() + same.onlyOther(), same.toString());
        assertTrue(same.isEqual(), same.toString());
        VersionReport fewer = compare("ThirdsAggregate", "FewerThirdsAggregate");
        assertEquals(7, fewer.differing(), fewer.toString());
        assertEquals(7, fewer.differingByField().get("(events)"), fewer.toString());
    }

    private VersionReport compare(String live, String other) {
        Addresses addresses = new Addresses(
                stack.bootstrapServers(),
                stack.schemaRegistryUrl(),
                List.of(URI.create(stack.url(Part.streams(1))), URI.create(stack.url(Part.streams(2)))),
                List.of(),
                List.of());
        // So little memory that groups which are looked at again are sorted on disk.
        return new VersionComparison(
                        addresses, new VersionComparison.Settings(3, 2_000, folder, PATIENCE), new Unwatched())
                .run(live, other);
    }

    /** Events of all groups come all the time. */
    private VersionReport whileWriting(DselProducer producer, String live, String other) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> writer = threads.submit(() -> {
                int written = EVENTS;
                while (!done.get()) {
                    String token = publish(producer, written, BATCH).text();
                    written += BATCH;
                    // No faster than the streams go, or this would measure how they catch up.
                    http.get(stack.url(Part.streams(1)) + "/v1/objects/" + live + "/shop/a0?timeoutMs=20000&token="
                            + token);
                }
                return written - EVENTS;
            });
            try {
                return compare(live, other);
            } finally {
                done.set(true);
                System.out.println(writer.get() + " events came while " + live + " and " + other + " were compared");
            }
        }
    }

    private static Token publish(DselProducer producer, int first, int many) {
        List<CompletableFuture<Published>> sent = new ArrayList<>();
        for (int i = first; i < first + many; i++) {
            sent.add(producer.publish(event(i)));
        }
        return Token.of(
                producer.clusterId(),
                sent.stream().map(future -> future.join().position()).toList());
    }

    private static void declare(DselProducer producer, String name, String kinds, String measures) {
        Manifests.declare(producer, name, """
                sources: [{kinds: [%s], where: "objectKind == 'Artifact'"}],
                group: {app: meta.appId, key: meta.name}, measures: [%s]""".formatted(kinds, measures));
    }

    private static Event event(int i) {
        String name = "a" + i % OBJECTS;
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: ArtifactAppliedEvent
                meta: {eventId: v%1$d, timestamp: '%2$s', userId: u%3$d, correlationId: r, executionId: x%1$d,
                       name: %4$s, appId: shop, region: local}
                spec:
                  artifact: {apiVersion: v1alpha1, kind: Artifact, meta: {name: %4$s, appId: shop},
                             spec: {version: "%1$d"}}
                """.formatted(i, FIRST.plusSeconds(i), i % 7, name)));
    }
}
