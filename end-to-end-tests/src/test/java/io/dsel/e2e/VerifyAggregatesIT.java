package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.verify.Scope;
import io.dsel.verify.Subject;
import io.dsel.verify.Summary;
import io.dsel.verify.Tally;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Aggregates that anyone declared are recomputed from the log, however often they are told; each fault is found by its name. */
class VerifyAggregatesIT {
    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.SINK)
            .streams(2)
            .build();

    private static final Scope ALL = new Scope(Set.of(), Optional.empty());
    private static final Instant FIRST = Instant.parse("2026-01-15T10:00:00Z");
    private static final int EVENTS = 60;

    /** Of each kind, on one day. */
    private static final int OF_A_KIND = EVENTS / 2;

    /** Of objects of each kind. */
    private static final int NAMES = 11;

    /** Where some objects are at last. */
    private static final String PLACE = "r3";

    private static final Map<String, String> MANIFESTS = manifests();

    private final Http http = new Http();

    @TempDir
    private Path folder;

    @Test
    void allThatIsDeclaredIsRecomputedAndEachFaultIsNamed() throws Exception {
        Verified verified = new Verified(stack, folder);
        String changed;
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            publish(producer, 0, EVENTS / 2); // before they are declared, so that they are built of these
            MANIFESTS.forEach((name, spec) -> Manifests.declare(producer, name, spec));
            Manifests.awaitBuilt(stack, MANIFESTS.keySet());
            publish(producer, EVENTS / 2, EVENTS);
            publish(producer, 3, 9); // copies

            Summary clean = verified.verify(ALL);
            assertEquals(Set.of(), verified.lines(), clean.toString());
            assertTrue(clean.isClean(), clean.toString());
            assertEquals(List.of(), clean.remarks());
            // Nothing is told of an hour that has not ended, and of groups with few events.
            Tally groups = tally(clean, Subject.GROUP);
            assertTrue(groups.compared() > 3 * groups.leftOut(), clean.toString());
            assertEquals(2 * NAMES, tally(clean, Subject.REFERENCE).compared(), clean.toString());
            assertEquals(NAMES, tally(clean, Subject.ENRICHMENT).compared(), clean.toString());

            Manifests.declare(producer, "LaterAggregate", MANIFESTS.get("EverythingAggregate"));
            Summary building = verified.verify(ALL);
            assertEquals(Set.of(), verified.lines(), "one that is being built is wrong in nothing: " + building);

            changed = plantInTheIndex();
            Manifests.awaitBuilt(stack, Set.of("LaterAggregate"));
            producer.publish(wrong("EverythingAggregate", "Artifact@2026-01-15", "events"))
                    .join();
            producer.publish(wrong("TensAggregate", "shop", "events")).join();
            producer.publish(wrong("PlacesAggregate", PLACE, "events")).join();
            producer.publish(wrongReference(wrong("ReferringAggregate", "n0", "events")))
                    .join();
            producer.publish(wrongReason(wrong("EnrichedAggregate", "n0", "events")))
                    .join();
        }
        verified.forget();
        Summary planted = verified.verify(ALL);
        assertEquals(
                Set.of(
                        "index event different EverythingAggregate/shop/Config%402026-01-15 " + changed
                                + " event.spec.measures.events: " + OF_A_KIND + " / 4711",
                        "log group different EverythingAggregate/shop/Artifact%402026-01-15 wrong-EverythingAggregate"
                                + " measures.events: " + OF_A_KIND + " / 7",
                        "log group different EverythingAggregate/shop/Artifact%402026-01-15 wrong-EverythingAggregate"
                                + " (aggregates): " + OF_A_KIND + ", one for each event / " + (OF_A_KIND + 1),
                        "log group different TensAggregate/shop/shop wrong-TensAggregate measures.events: " + EVENTS
                                + " / 7",
                        "log group different PlacesAggregate/shop/" + PLACE + " wrong-PlacesAggregate measures.events: "
                                + objectsAt(PLACE) + " / 7",
                        "log group different ReferringAggregate/shop/n0 wrong-ReferringAggregate measures.events: 3 / 7",
                        "log group different EnrichedAggregate/shop/n0 wrong-EnrichedAggregate measures.events: 3 / 7",
                        "log enrichment different EnrichedAggregate/shop/n0 wrong-EnrichedAggregate"
                                + " enrichment.nobody.reason: there is no enricher 'nobody' on the streams' class path;"
                                + " those are [http] / forged",
                        "log reference different ReferringAggregate/shop/n0 wrong-ReferringAggregate"
                                + " references.config[Config/shop/n0].fields.version: 1.0.55 / 6.6.6"),
                verified.lines(),
                planted.toString());
    }

    private static Event wrongReference(Event aggregate) {
        ObjectNode wrong = EventJson.write(aggregate);
        ((ObjectNode) wrong.at("/spec/references/config/0/fields")).put("version", "6.6.6");
        return EventJson.read(wrong);
    }

    private static Event wrongReason(Event aggregate) {
        ObjectNode wrong = EventJson.write(aggregate);
        ((ObjectNode) wrong.at("/spec/enrichment/nobody")).put("reason", "forged");
        return EventJson.read(wrong);
    }

    private static Tally tally(Summary summary, Subject subject) {
        return summary.tallies().stream()
                .filter(tally -> tally.subject() == subject)
                .findFirst()
                .orElseThrow();
    }

    /** A wrong count in the document of the latest aggregate of the configs' day; its id. */
    private String plantInTheIndex() throws Exception {
        String id = head("EverythingAggregate", "Config@2026-01-15")
                .at("/meta/eventId")
                .stringValue();
        ObjectNode search = Json.MAPPER.createObjectNode();
        search.putObject("query").putObject("ids").putArray("values").add(id);
        JsonNode hit = http.post(stack.openSearchUrl() + "/dsel-aggregates/_search", search)
                .ok()
                .at("/hits/hits/0");
        ((ObjectNode) hit.at("/_source/event/spec/measures")).put("events", 4711);
        http.put(
                        stack.openSearchUrl() + "/" + hit.path("_index").stringValue() + "/_doc/" + Http.part(id),
                        hit.path("_source"))
                .ok();
        return id;
    }

    /** The greatest of its group, with another count. */
    private Event wrong(String kind, String name, String measure) throws Exception {
        ObjectNode wrong = head(kind, name).asObject();
        ((ObjectNode) wrong.get("meta")).put("eventId", "wrong-" + kind).put("timestamp", "2026-02-01T00:00:00Z");
        ((ObjectNode) wrong.at("/spec/measures")).put(measure, 7);
        return EventJson.read(wrong);
    }

    private JsonNode head(String kind, String name) throws Exception {
        return http.get(stack.url(Part.streams(1)) + "/v1/objects/" + kind + "/shop/" + Http.part(name))
                .ok()
                .path("event");
    }

    private static void publish(DselProducer producer, int from, int to) {
        IntStream.range(from, to)
                .mapToObj(i -> producer.publish(event(i)))
                .toList()
                .forEach(CompletableFuture::join);
    }

    /** An artifact or a config by turns, in three executions, within five hours. */
    private static Event event(int i) {
        String kind = i % 2 == 0 ? "Artifact" : "Config";
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: %1$sAppliedEvent
                meta: {eventId: e%2$d, timestamp: '%3$s', userId: u%4$d, correlationId: r%2$d,
                       executionId: run-%5$d, name: n%6$d, appId: shop, region: local}
                spec:
                  %7$s: {apiVersion: v1alpha1, kind: %1$s, meta: {name: n%6$d, appId: shop},
                         spec: {version: 1.0.%2$d, regions: [r%4$d]}}
                """.formatted(
                kind, i, FIRST.plusSeconds(300L * (i ^ 5)), i % 7, i % 3, i % NAMES, kind.toLowerCase(Locale.ROOT))));
    }

    /** Objects whose latest event names the place. */
    private static long objectsAt(String place) {
        Map<EntityKey, Event> latest = new HashMap<>();
        IntStream.range(0, EVENTS)
                .mapToObj(VerifyAggregatesIT::event)
                .forEach(event -> latest.merge(
                        event.entity(),
                        event,
                        (one, other) ->
                                one.meta().order().compareTo(other.meta().order()) > 0 ? one : other));
        return latest.values().stream()
                .filter(event ->
                        event.state().at("/spec/regions/0").asString("").equals(place))
                .count();
    }

    private static Map<String, String> manifests() {
        String applied = "sources: [{kinds: ['*AppliedEvent'], where: \"meta.appId == 'shop'\"}],";
        String few = "measures: [{name: events, count: {}}, {name: names, distinct: {value: meta.name}},"
                + " {name: newest, last: {value: object.spec.version}}],";
        Map<String, String> manifests = new LinkedHashMap<>();
        manifests.put("EverythingAggregate", applied + """
                group: {app: meta.appId, key: objectKind}, period: {unit: day},
                measures: [
                  {name: events, count: {}}, {name: users, count: {by: meta.userId}},
                  {name: sizes, sum: {value: size(object.spec.version)}},
                  {name: sizesOf, sum: {value: double(size(object.spec.version)) * 0.1, by: meta.name, limit: 3}},
                  {name: least, min: {value: object.spec.version}}, {name: newest, max: {value: meta.timestamp}},
                  {name: firstBy, first: {value: meta.userId}}, {name: lastIsArtifact, last: {value: "objectKind == 'Artifact'"}},
                  {name: names, distinct: {value: meta.name, limit: 4}}, {name: often, top: {value: meta.userId, limit: 3}},
                  {name: lengths, histogram: {value: size(object.spec.version), bounds: [5, 5.5, 7]}},
                  {name: nobody, max: {value: object.spec.nothing}}]""");
        manifests.put("ReferringAggregate", """
                sources: [{kinds: [ArtifactAppliedEvent]}], group: {app: meta.appId, key: meta.name},
                measures: [{name: events, count: {}}],
                references: [{name: config, kind: Config, key: meta.name, fields: {version: object.spec.version}},
                             {name: nobody, kind: Config, key: "'nobody'"}]""");
        manifests.put("EnrichedAggregate", """
                sources: [{kinds: [ArtifactAppliedEvent]}], group: {app: meta.appId, key: meta.name},
                measures: [{name: events, count: {}}],
                enrichments: [{name: nobody, plugin: {name: nobody}, with: {version: object.spec.version}}]""");
        manifests.put("TensAggregate", applied + few + "group: {app: meta.appId, key: meta.appId}, emit: {every: 10}");
        manifests.put("PhaseAggregate", applied + few + "group: {key: meta.executionId}, emit: {when: phase}");
        manifests.put(
                "BucketAggregate", applied + few + "group: {app: meta.appId, key: meta.userId}, emit: {seconds: 3600}");
        manifests.put(
                "HourAggregate",
                applied + few
                        + "group: {app: meta.appId, key: objectKind}, period: {unit: hour}, emit: {when: period}");
        manifests.put(
                "PlacesAggregate",
                applied + few + "each: object, group: {app: meta.appId, key: \"object.spec.regions[0]\"}");
        manifests.put(
                "PlacesByThreeAggregate",
                applied + few
                        + "each: object, group: {app: meta.appId, key: \"object.spec.regions[0]\"}, emit: {every: 3}");
        manifests.put(
                "PlacesHourlyAggregate",
                applied + few
                        + "each: object, group: {app: meta.appId, key: objectKind}, period: {unit: hour}, emit: {when: period}");
        manifests.put("RunsAggregate", """
                sources: [{kinds: [ExecutionStatusAggregate]}], each: object, group: {key: "'all'"}, period: {unit: day},
                measures: [{name: runs, count: {}}, {name: events, sum: {value: object.eventStream.totalEvents}},
                           {name: phases, count: {by: object.summary.phase}}]""");
        manifests.put("DaysAggregate", """
                sources: [{kinds: [AppActivityDailyAggregate]}], group: {key: meta.appId},
                measures: [{name: days, distinct: {value: meta.name}},
                           {name: most, max: {value: object.eventStream.totalEvents}}]""");
        return manifests;
    }
}
