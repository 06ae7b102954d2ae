package io.dsel.verify.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.AggregateReader;
import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What each measure must tell, against what a person worked out. */
class GroupSumTest {
    private static final long NOON = 1_768_478_400_000L; // 2026-01-15T12:00:00Z

    @Test
    void everyMeasureTellsWhatAPersonWorkedOut() {
        GroupSum sum = sum("""
                [{name: events, count: {}}, {name: byUser, count: {by: a}}, {name: total, sum: {value: b}},
                 {name: totals, sum: {value: b, by: a}}, {name: least, min: {value: b}}, {name: most, max: {value: b}},
                 {name: one, first: {value: c}}, {name: another, last: {value: c}}, {name: who, distinct: {value: a}},
                 {name: often, top: {value: a, limit: 2}}, {name: sizes, histogram: {value: b, bounds: [1, 2.5]}},
                 {name: never, max: {value: d}}]""");
        add(
                sum,
                1,
                "{byUser: ann, total: 1.10, totals: {by: eu, value: 1.10}, least: 3, most: zoe, who: ann, often: ann,"
                        + " sizes: 1}");
        add(
                sum,
                2,
                "{byUser: ben, total: 2, totals: {by: us, value: -1}, least: b, most: 7, one: x, another: x,"
                        + " who: ben, often: ben, sizes: 2.5}");
        add(
                sum,
                3,
                "{byUser: ann, total: 0.9, totals: {by: eu, value: 1}, least: 2.0, most: abc, one: true,"
                        + " another: false, who: ann, often: cid, sizes: 99}");
        assertEquals(3, sum.events());
        assertEquals(
                spelled(Yaml.parse("""
                group: {app: shop, key: web, period: {start: '2026-01-15T00:00:00.000Z', end: '2026-01-16T00:00:00.000Z'}}
                eventStream: {totalEvents: 3, firstEventId: e1, lastEventId: e3}
                measures:
                  events: 3
                  byUser: {ann: 2, ben: 1}
                  total: 4
                  totals: {eu: 2.1, us: -1}
                  least: 2
                  most: zoe
                  one: x
                  another: false
                  who: {count: 2, values: [ann, ben]}
                  often: [{value: ann, count: 1}, {value: ben, count: 1}]
                  sizes: {bounds: [1, 2.5], counts: [1, 1, 1]}
                truncated: []
                missing: {one: 1, another: 1, never: 3}
                """)),
                spelled(sum.expected(
                        new EntityKey("SumAggregate", "shop", "web@2026-01-15"), Instant.ofEpochMilli(NOON))));
    }

    @Test
    void beyondALimitTheTextsWithTheSmallestHashesAreKept() {
        GroupSum sum = sum("""
                [{name: by, count: {by: a, limit: 3}}, {name: who, distinct: {value: a, limit: 3}},
                 {name: often, top: {value: a, limit: 2, capacity: 500}}]""");
        List<String> texts =
                IntStream.range(0, 400).mapToObj(number -> "text-" + number).toList();
        for (int i = 0; i < 800; i++) {
            String text = texts.get(i % 400);
            add(sum, i, "{by: " + text + ", who: " + text + ", often: " + text + "}");
        }
        List<String> smallest = texts.stream()
                .sorted((one, other) -> Long.compareUnsigned(KeptTexts.hash(one), KeptTexts.hash(other)))
                .limit(3)
                .sorted()
                .toList();
        ObjectNode told =
                sum.expected(new EntityKey("SumAggregate", "shop", "web@2026-01-15"), Instant.ofEpochMilli(NOON));
        assertEquals("[\"by\",\"who\"]", Json.write(told.get("truncated")));
        smallest.forEach(text -> assertEquals(2, told.at("/measures/by/" + text).intValue()));
        assertEquals(3, told.at("/measures/by").size());
        assertEquals(
                smallest,
                told.at("/measures/who/values")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList());
        assertTrue(told.at("/measures/who/truncated").booleanValue());
        int estimate = told.at("/measures/who/count").intValue();
        assertTrue(estimate > 100 && estimate < 1600, "an estimate of 400 by 3 of them: " + estimate);
        assertEquals(
                "[{\"value\":\"text-0\",\"count\":2},{\"value\":\"text-1\",\"count\":2}]",
                Json.write(told.at("/measures/often")));
    }

    @Test
    void sumsAreExactAndToldAsTextWhereNoDoubleComesNear() {
        GroupSum sum = sum("[{name: total, sum: {value: a}}]");
        sum.add(new EventOrder(NOON, "e1"), Json.parse("{\"total\": 1e400}"));
        assertEquals("1E+400", told(sum));
        sum.add(new EventOrder(NOON, "e2"), Json.parse("{\"total\": -1e400}"));
        sum.add(new EventOrder(NOON, "e3"), Json.parse("{\"total\": 0.1}"));
        sum.add(new EventOrder(NOON, "e4"), Json.parse("{\"total\": 0.2}"));
        assertEquals("0.3", told(sum));
    }

    private static String told(GroupSum sum) {
        return sum.expected(new EntityKey("SumAggregate", "shop", "web@2026-01-15"), Instant.ofEpochMilli(NOON))
                .at("/measures/total")
                .asString();
    }

    private static void add(GroupSum sum, int number, String inputs) {
        sum.add(new EventOrder(NOON + number, "e" + number), Yaml.parse(inputs));
    }

    private static GroupSum sum(String measures) {
        AggregateManifest manifest = AggregateReader.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: SumAggregate}
                spec:
                  owner: platform
                  sources: [{kinds: ["*Event"]}]
                  group: {app: meta.appId, key: meta.name}
                  period: {unit: day}
                  measures: %s
                """.formatted(measures)));
        return new GroupSum(manifest);
    }

    /** Whatever the classes of its numbers. */
    private static String spelled(JsonNode json) {
        return Json.writePretty(Json.parse(Json.write(json).replaceAll("([0-9])\\.0\\b", "$1")));
    }
}
