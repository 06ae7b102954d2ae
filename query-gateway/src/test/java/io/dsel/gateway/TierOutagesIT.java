package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.gateway.SteadyLoad.Reading;
import io.dsel.gateway.read.TierName;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Tiers are killed and frozen under a steady load of reads and writes: no answer is wrong, none is without a receipt, and
 * there are errors only where no tier is left that could prove what was asked for.
 */
class TierOutagesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int READINGS = 150;

    @RegisterExtension
    static final DevStackExtension stack = Stacks.whole();

    private static final Map<TierName, List<String>> PARTS = Map.of(
            TierName.STORE, List.of(Part.streams(1), Part.streams(2)),
            TierName.INDEX, List.of(Part.OPEN_SEARCH),
            TierName.LOG, List.of(Part.BROKER));

    private static GatewayUnderTest gateway;
    private static DselProducer producer;
    private static SteadyLoad load;

    @BeforeAll
    static void start() {
        gateway = new GatewayUnderTest(stack, Stacks.streams(stack));
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
        load = new SteadyLoad(gateway, producer);
        load.begin();
        awaitAll();
        load.start(3);
    }

    @AfterEach
    void nothingWasWrong() {
        assertEquals(List.of(), load.wrong());
    }

    @AfterAll
    static void stop() throws InterruptedException {
        load.close();
        producer.close();
        gateway.close();
    }

    @Test
    void whileAllAreUpTheStoreAnswers() {
        List<Reading> readings = during("all up, watched");
        assertTrue(readings.stream().filter(one -> "store".equals(one.tier())).count() > readings.size() * 9L / 10);
        assertNoErrors(readings, Set.of());
    }

    @Test
    void eachTierIsKilledInTurn() throws InterruptedException {
        for (TierName tier : TierName.values()) {
            kill(EnumSet.of(tier));
        }
    }

    @Test
    void theStoresAloneAnswerThePastToo() throws InterruptedException {
        kill(EnumSet.of(TierName.INDEX, TierName.LOG));
    }

    @Test
    @Tag("long")
    void eachPairThatHasTheStoresIsKilled() throws InterruptedException {
        kill(EnumSet.of(TierName.STORE, TierName.LOG));
        kill(EnumSet.of(TierName.STORE, TierName.INDEX));
    }

    @Test
    void aTierThatIsFrozenCostsLessThanASecond() throws InterruptedException {
        for (TierName tier : TierName.values()) {
            String phase = tier + " frozen";
            PARTS.get(tier).forEach(stack::pause);
            List<Reading> readings;
            try {
                readings = during(phase);
            } finally {
                load.phase("between");
                for (String part : PARTS.get(tier)) {
                    stack.resume(part);
                }
            }
            assertNoErrors(readings, EnumSet.of(tier));
            List<Reading> slow = readings.stream()
                    .filter(one -> Set.of("latest", "asOf", "history").contains(one.sort()) && one.millis() > 1500)
                    .toList();
            assertEquals(List.of(), slow, load.summary(phase));
            awaitAll();
        }
    }

    @Test
    void duringARebalanceReadsGoOn() throws InterruptedException {
        stack.kill(Part.streams(1));
        List<Reading> gone = during("one instance gone");
        assertNoErrors(gone, Set.of());
        stack.start(Part.streams(1));
        assertNoErrors(during("one instance back"), Set.of());
        awaitAll();
    }

    private static void kill(Set<TierName> tiers) throws InterruptedException {
        String phase = tiers + " killed";
        load.phase("between");
        awaitCopies();
        for (TierName tier : tiers) {
            for (String part : PARTS.get(tier)) {
                takeAway(tier, part);
            }
        }
        List<Reading> readings;
        try {
            readings = during(phase);
        } finally {
            load.phase("between");
            for (TierName tier : List.copyOf(tiers).reversed()) { // the broker first
                for (String part : PARTS.get(tier)) {
                    stack.start(part);
                }
            }
        }
        assertNoErrors(readings, tiers);
        assertFalse(
                readings.stream()
                        .anyMatch(one -> one.tier() != null
                                && tiers.toString().contains(one.tier().toUpperCase())),
                "a tier that is dead cannot answer");
        awaitAll();
    }

    /**
     * The broker is told to stop, the others are killed. A broker that is alone and is killed between two writes of a
     * transaction may come back with a transaction that nobody ends, behind which the streams see nothing any more; that
     * is theirs to deal with, and no matter of reads.
     */
    private static void takeAway(TierName tier, String part) throws InterruptedException {
        if (tier == TierName.LOG) {
            stack.stop(part);
        } else {
            stack.kill(part);
        }
    }

    /** Until enough was read in that phase. */
    private static List<Reading> during(String phase) {
        load.phase(phase);
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() ->
                        load.readings(phase).size() >= READINGS || !load.wrong().isEmpty());
        System.out.println(load.summary(phase));
        return load.readings(phase);
    }

    private static void assertNoErrors(List<Reading> readings, Set<TierName> down) {
        Set<String> excused = excused(down);
        List<Reading> errors = readings.stream()
                .filter(one -> one.status() != 200 && !excused.contains(one.sort()))
                .toList();
        assertEquals("", errors.stream().map(Reading::toString).limit(5).collect(Collectors.joining("\n")));
    }

    /**
     * Without the broker nothing can be proved to be strong, and a write that was just acknowledged, or what a session
     * has seen of it, may be in the broker alone.
     */
    private static Set<String> excused(Set<TierName> down) {
        return down.contains(TierName.LOG) ? Set.of("strong", "own", "session") : Set.of();
    }

    /** As soon as the streams have their copies again, each instance of all: until then they may need the broker. */
    private static void awaitCopies() {
        for (String streams : Stacks.streams(stack).split(",")) {
            for (int object = 0; object < SteadyLoad.OBJECTS; object++) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(streams + SteadyLoad.path(object)))
                        .header("Dsel-Forwarded", "true")
                        .build();
                Awaitility.await()
                        .atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> HTTP.send(request, HttpResponse.BodyHandlers.discarding())
                                        .statusCode()
                                == 200);
            }
        }
    }

    private static void awaitAll() {
        for (TierName tier : TierName.values()) {
            for (int object = 0; object < SteadyLoad.OBJECTS; object++) {
                String path = SteadyLoad.path(object) + "?timeoutMs=2000&tier=" + tier;
                Awaitility.await()
                        .atMost(PATIENCE)
                        .until(() -> gateway.get(path).status() == 200
                                && gateway.get(path + "&asOf=2026-01-15T12:00:03Z")
                                                .status()
                                        == 200);
            }
        }
    }
}
