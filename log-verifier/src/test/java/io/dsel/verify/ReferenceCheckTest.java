package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kinds;
import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Part;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What groups tell of the objects that they refer to is what these objects' latest events say. */
class ReferenceCheckTest {
    private static final String TOPIC = "dsel.events.ConfigAppliedEvent";
    private static final String GROUP = "ReferringAggregate/shop/web";
    private static final LogEnds EARLY = new LogEnds(Map.of(), Map.of(new TopicPartition(TOPIC, 0), 10L));
    private static final Aggregate AGGREGATE = Aggregate.of(AggregateReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: ReferringAggregate}
            spec: {owner: platform, sources: [{kinds: [ArtifactAppliedEvent]}],
                   group: {app: meta.appId, key: meta.name}, measures: [{name: events, count: {}}],
                   references: [{name: config, kind: Config, key: meta.name, fields: {version: object.spec.version}}]}
            """)));
    private static final List<Event> EVENTS = List.of(
            event("Applied", "net", 1, "'7'"), event("Applied", "net", 2, "'8'"), event("Deleted", "dns", 3, "'1'"));
    private static final String RIGHT = """
            [{kind: Config, appId: shop, name: dns, state: deleted, eventId: e3, timestamp: '2026-01-15T10:00:03.000Z',
              fields: {version: '1'}},
             {kind: Config, appId: shop, name: net, state: found, eventId: e2, timestamp: '2026-01-15T10:00:02.000Z',
              fields: {version: '8'}},
             {kind: Config, appId: shop, name: nix, state: missing}]""";

    private final Told told = new Told();
    private final Findings findings = new Findings(told, 100);

    @TempDir
    private Path folder;

    @Test
    void whatTheLatestEventsSayIsRight() {
        assertEquals(new Tally(Tier.LOG, Subject.REFERENCE, 3, 0, 0, 0, 0), check(RIGHT, 0), told.lines.toString());
    }

    @Test
    void whatIsToldOtherwiseIsNamed() {
        check(
                RIGHT.replace("state: missing", "state: pending")
                        .replace("fields: {version: '8'}", "fields: {version: '7'}"),
                0);
        assertEquals(
                List.of(
                        "different " + GROUP + " a1 references.config[Config/shop/net].fields.version: 8 / 7",
                        "different " + GROUP + " a1 references.config[Config/shop/nix].state: missing / pending"),
                told.lines);
    }

    @Test
    void anObjectThatTheEventsDoNotNameIsNamed() {
        check(RIGHT.replace("name: nix", "name: other"), 0);
        assertEquals(
                List.of(
                        "different " + GROUP + " a1 references.config:"
                                + " Config/shop/dns Config/shop/net Config/shop/nix / Config/shop/dns Config/shop/net Config/shop/other"),
                told.lines);
    }

    @Test
    void anObjectThatGotAnEventMeanwhileIsLeftOut() {
        assertEquals(new Tally(Tier.LOG, Subject.REFERENCE, 1, 0, 0, 0, 2), check(RIGHT, 20));
    }

    /** @param items that the group's aggregate tells @param first offset of the objects' events */
    private Tally check(String items, int first) {
        Recomputed recomputed = Samples.recomputed(AGGREGATE);
        Findings.Count count = findings.count(Tier.LOG, Subject.REFERENCE);
        try (ReferenceFacts facts = new ReferenceFacts(recomputed, EARLY, folder, 1_000)) {
            for (Event event : EVENTS.reversed()) {
                LogPosition position = new LogPosition(TOPIC, 0, first + EVENTS.indexOf(event));
                facts.take(event, position, 1, Kinds.BUILT_IN.step(event));
            }
            List<FieldDifference> differences = facts.take(AGGREGATE, group(items));
            if (!differences.isEmpty()) {
                count.different(GROUP, "a1", differences);
            }
            new ReferenceCheck(
                            count,
                            recomputed,
                            Kinds.BUILT_IN,
                            position -> Optional.of(EventJson.write(EVENTS.get((int) position.offset() - first))))
                    .check(facts.sorted(), () -> {});
        }
        count.end();
        return findings.tallies().getLast();
    }

    private static GroupReading group(String items) {
        String references = "{\"config\": [\"Config/shop/dns\", \"Config/shop/net\", \"Config/shop/nix\"]}";
        List<GroupFact> facts = List.of(
                new Aggregated(
                        GROUP,
                        new EventOrder(9, "a1"),
                        1,
                        1,
                        0,
                        "{\"config\": " + Json.write(Yaml.parse(items)) + "}",
                        "{}",
                        new LogPosition("dsel.aggregates.ReferringAggregate", 0, 0)),
                new Part(GROUP, new EventOrder(1, "e0"), 1, false, false, "{}", references, "{}"));
        return GroupReading.of(AGGREGATE, new Ahead<>(facts.iterator()));
    }

    private static Event event(String action, String name, int number, String version) {
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: Config%1$sEvent
                meta: {eventId: e%2$d, timestamp: '2026-01-15T10:00:0%2$dZ', userId: ann, correlationId: r, executionId: run,
                       name: %3$s, appId: shop, region: local}
                spec: {config: {apiVersion: v1alpha1, kind: Config, meta: {name: %3$s, appId: shop}, spec: {version: %4$s}}}
                """.formatted(action, number, name, version)));
    }
}
