package io.dsel.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.PartStatus;
import io.dsel.stack.junit.DevStackExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Memory is bounded however many events a group has and however many groups there are: all events are of one application and
 * one day, and each is of an object and of an execution of its own. {@code -Ddsel.group.events=1000000} for a million of both.
 */
class LargeGroupsIT {
    private static final int EVENTS = Integer.getInteger("dsel.group.events", 5_000);
    private static final int AT_ONCE = 2_000;
    private static final long MOST_KIB = 1_800L << 10;
    private static final Instant DAY = Instant.parse("2026-01-15T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(90).plusMillis(10L * EVENTS);

    @RegisterExtension
    static final DevStackExtension stack =
            speed(DevStackExtension.builder().broker().registry().streams(1)).build();

    private final Http http = new Http();

    @Test
    void aGroupOfAllEventsAndAGroupForEachFitIntoBoundedMemory() throws Exception {
        long pid = pid();
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            Semaphore room = new Semaphore(AT_ONCE);
            for (int i = 0; i < EVENTS; i++) {
                room.acquire();
                producer.publish(event(i)).whenComplete((published, error) -> room.release());
            }
            room.acquire(AT_ONCE);
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(() -> {
            Http.Answer answer = http.get(streams() + "/v1/objects/AppActivityDailyAggregate/big/big@2026-01-15");
            return answer.status() == 200
                    && answer.body().at("/event/spec/eventStream/totalEvents").asLong() == EVENTS;
        });
        for (int i : new int[] {0, EVENTS / 2, EVENTS - 1}) {
            assertEquals(
                    1,
                    http.get(streams() + "/v1/objects/EntityActivityAggregate/big/" + Http.part("Artifact:o" + i))
                            .ok()
                            .at("/event/spec/eventStream/totalEvents")
                            .asInt());
        }
        assertEquals(pid, pid(), "it is the same process still");
        long most = Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .findFirst()
                .orElseThrow();
        System.out.println(EVENTS + " events, " + most / 1024 + " MiB at most");
        assertTrue(most < MOST_KIB, most / 1024 + " MiB");
    }

    /** Compiling in full only pays where there are many. */
    private static DevStackExtension.Builder speed(DevStackExtension.Builder parts) {
        return EVENTS < 100_000 ? parts : parts.fullSpeed();
    }

    private static String streams() {
        return stack.url(Part.streams(1));
    }

    private static long pid() {
        return stack.stack().status().stream()
                .filter(status -> status.name().equals(Part.streams(1)))
                .mapToLong(PartStatus::pid)
                .findFirst()
                .orElseThrow();
    }

    private static Event event(int i) {
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: ArtifactAppliedEvent
                meta: {eventId: e%1$d, timestamp: '%2$s', userId: u%3$d, correlationId: r, executionId: x%1$d,
                       name: o%1$d, appId: big, region: local}
                spec:
                  artifact: {apiVersion: v1alpha1, kind: Artifact, meta: {name: o%1$d, appId: big}, spec: {version: '1'}}
                """.formatted(i, DAY.plusMillis(i * 86_000_000L / EVENTS), i % 50)));
    }
}
