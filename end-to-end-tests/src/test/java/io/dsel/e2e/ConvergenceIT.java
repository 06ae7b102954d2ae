package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.verify.Addresses;
import io.dsel.verify.Difference;
import io.dsel.verify.Listener;
import io.dsel.verify.Options;
import io.dsel.verify.Scope;
import io.dsel.verify.Summary;
import io.dsel.verify.Tier;
import io.dsel.verify.Verifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Convergence on real parts: whatever events come, in whatever order and however often, and whoever is killed meanwhile,
 * what the log, the stores and the index say is what the set of events says. A few seeds; {@code -Ddsel.seeds=100} for more.
 */
class ConvergenceIT {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());
    private static final int SEEDS = Integer.getInteger("dsel.seeds", 3);
    private static final int EVENTS = 80;
    private static final Instant FIRST = Instant.parse("2026-01-15T10:00:00Z");
    private static final List<String> VICTIMS = List.of(Part.streams(1), Part.streams(2), Part.SINK);

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.SINK)
            .streams(2)
            .build();

    private final List<Difference> found = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void anyOrderAnyDoublesAndAnyDeathsEndInTheSame() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            producer.publish(everyMeasure()).join();
            for (long seed = SEED; seed < SEED + SEEDS; seed++) {
                System.out.println("seed " + seed);
                Random random = new Random(seed);
                List<String> deaths = run(producer, random, "app" + (seed - SEED));
                Summary summary = verify();
                System.out.println("seed " + seed + ", killed " + deaths + ": " + summary);
                assertEquals(List.of(), found, "seed " + seed + ": " + summary);
                assertTrue(summary.isClean(), summary.toString());
                assertEquals(List.of(), summary.remarks(), "nothing was left out");
            }
        }
    }

    /** @return who was killed */
    private static List<String> run(DselProducer producer, Random random, String app) throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add(event(random, app, i));
        }
        for (int i = 0; i < EVENTS / 8; i++) {
            events.add(events.get(random.nextInt(EVENTS)));
        }
        Collections.shuffle(events, random);
        List<String> deaths = new ArrayList<>();
        int first = random.nextInt(events.size());
        int second = random.nextInt(events.size());
        for (int i = 0; i < events.size(); i++) {
            producer.publish(events.get(i)).join();
            if (i == first || i == second) {
                String victim = VICTIMS.get(random.nextInt(VICTIMS.size()));
                deaths.add(victim);
                stack.kill(victim);
                stack.start(victim);
            }
        }
        return deaths;
    }

    private Summary verify() {
        Addresses addresses = new Addresses(
                stack.bootstrapServers(),
                stack.schemaRegistryUrl(),
                List.of(URI.create(stack.url(Part.streams(1))), URI.create(stack.url(Part.streams(2)))),
                List.of(URI.create(stack.url(Part.SINK))),
                List.of(URI.create(stack.openSearchUrl())));
        Options options = new Options(
                new Scope(Set.of(), Optional.empty()),
                Set.of(Tier.STORE, Tier.INDEX),
                20,
                1 << 20,
                folder,
                Duration.ofSeconds(90));
        return new Verifier(addresses, options, new Collected()).run();
    }

    /** Few objects, executions and times, so that events meet: some at the same millisecond, some under an id that was used. */
    private static Event event(Random random, String app, int i) {
        boolean artifact = random.nextBoolean();
        String kind = artifact ? "Artifact" : "Config";
        String action = random.nextInt(10) == 0 ? "Deleted" : "Applied";
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: %1$s%2$sEvent
                meta: {eventId: %3$s-%4$d, timestamp: '%5$s', userId: u%6$d, correlationId: r,
                       executionId: %3$s-run%7$d, name: o%8$d, appId: %3$s, region: local}
                spec:
                  %9$s: {apiVersion: v1alpha1, kind: %1$s, meta: {name: o%8$d, appId: %3$s},
                         spec: {%10$s}}
                """.formatted(
                kind,
                action,
                app,
                i,
                FIRST.plusMillis(random.nextInt(40) * 3_600_000L + random.nextInt(3)),
                random.nextInt(5),
                random.nextInt(4),
                random.nextInt(4),
                artifact ? "artifact" : "config",
                artifact ? "version: '" + random.nextInt(9) + "'" : "values: {a: '" + random.nextInt(9) + "'}")));
    }

    private static Event everyMeasure() {
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: AggregateAppliedEvent
                meta: {eventId: declare, timestamp: '%s', userId: ann, correlationId: c, executionId: x,
                       name: EveryMeasureAggregate, appId: dsel, region: local}
                spec:
                  aggregate:
                    apiVersion: v1alpha1
                    kind: Aggregate
                    meta: {name: EveryMeasureAggregate, appId: dsel}
                    spec:
                      owner: platform
                      sources: [{kinds: ["Artifact*Event", "Config*Event"]}]
                      group: {app: meta.appId, key: objectKind}
                      period: {unit: day}
                      measures:
                        - {name: all, count: {}}
                        - {name: actions, count: {by: action, limit: 2}}
                        - {name: sizes, sum: {value: size(meta.name)}}
                        - {name: least, min: {value: meta.userId}}
                        - {name: most, max: {value: meta.userId}}
                        - {name: began, first: {value: meta.userId}}
                        - {name: ended, last: {value: meta.executionId}}
                        - {name: users, distinct: {value: meta.userId, limit: 3}}
                        - {name: busiest, top: {value: meta.userId, limit: 2, capacity: 4}}
                        - {name: spread, histogram: {value: size(meta.name), bounds: [1, 2]}}
                """.formatted(FIRST)));
    }

    private final class Collected implements Listener {
        @Override
        public void start(String task, String unit, long total) {
            // Nobody watches.
        }

        @Override
        public void at(long done) {
            // Nobody watches.
        }

        @Override
        public void found(Difference difference) {
            found.add(difference);
        }
    }
}
