package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An aggregate tells how the objects are that its group refers to, and follows them. */
class ReferencesTopologyTest {
    private static final String OVERVIEW = "DeploymentOverviewAggregate";

    /** What is declared now. */
    private Aggregates declared = Aggregates.BUILT_IN;

    private final Driver driver = new Driver(() -> declared);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aDeploymentWithAnArtifactThatIsThere() {
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        driver.send(deployment("web-prod", "d1", 5, "web"));

        List<Event> made = driver.made(OVERVIEW);
        assertEquals(2, made.size(), "one with the event, one with what it refers to");
        assertEquals("pending", artifact(made.getFirst()).path("state").stringValue());
        Event last = made.getLast();
        assertEquals("DeploymentOverviewAggregate/09287/web-prod", last.entity().text());
        assertEquals("""
                {"kind":"Artifact","appId":"09287","name":"web","state":"found","eventId":"a1",\
                "timestamp":"2026-01-15T12:00:01.000Z","fields":{"version":"3"}}""", artifact(last).toString());
        assertEquals("[]", last.spec().at("/references/configs").toString());
        assertEquals("a1", last.meta().causationId());
        assertEquals(1, last.spec().at("/eventStream/totalEvents").intValue(), "an artifact's event is no member");
        assertEquals("web", last.spec().at("/measures/artifact").stringValue());
    }

    @Test
    void aDeploymentBeforeItsArtifact() {
        driver.send(deployment("web-prod", "d1", 5, "web"));
        List<Event> made = driver.made(OVERVIEW);
        assertEquals(List.of("pending", "missing"), states(made));
        assertEquals("d1", made.getLast().meta().causationId());

        driver.send(Samples.artifact("Apply", "web", "a1", 1, "3"));
        Event found = driver.made(OVERVIEW).getLast();
        assertEquals("found", artifact(found).path("state").stringValue());
        assertEquals("a1", found.meta().causationId());
        assertTrue(
                found.meta().timestamp().isAfter(made.getLast().meta().timestamp()),
                "the last aggregate is the greatest, though the artifact's event is older");
    }

    /** What is built of the past, or comes late, finds objects as they are now. */
    @Test
    void whatADeploymentFindsBelongsToItsTimeAndWhatChangesToTheTimeOfTheChange() {
        driver.send(Samples.artifact("Applied", "web", "a1", 100, "3"));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(deployment("web-prod", "d2", 6, "web"));
        driver.send(Samples.artifact("Applied", "web", "a2", 200, "4"));
        assertEquals(
                List.of(
                        Samples.NOON.plusSeconds(5),
                        Samples.NOON.plusSeconds(5).plusMillis(1),
                        Samples.NOON.plusSeconds(6),
                        Samples.NOON.plusSeconds(200)),
                driver.made(OVERVIEW).stream()
                        .map(event -> event.meta().timestamp())
                        .toList());
    }

    @Test
    void changesAreFollowedToTheGreatestEvent() {
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(deployment("web-test", "d2", 6, "web"));
        driver.send(Samples.artifact("Applied", "web", "a1", 10, "3"));
        driver.made(OVERVIEW);

        driver.send(Samples.artifact("Applied", "web", "a2", 20, "4"));
        List<Event> made = driver.made(OVERVIEW);
        assertEquals(
                List.of("web-prod", "web-test"),
                made.stream().map(event -> event.meta().name()).toList());
        made.forEach(event -> {
            assertEquals("a2", event.meta().causationId());
            assertEquals("4", artifact(event).at("/fields/version").stringValue());
        });

        driver.send(Samples.artifact("Applied", "web", "a0", 15, "2"));
        driver.send(Samples.artifact("Applied", "web", "a2", 20, "4"));
        assertTrue(driver.made(OVERVIEW).isEmpty(), "late or doubled, it is not what the artifact is now");
    }

    @Test
    void aDeploymentThatMovesToAnotherArtifactFollowsThatOnly() {
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        driver.send(Samples.artifact("Applied", "app", "b1", 1, "7"));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(deployment("web-prod", "d2", 6, "app"));
        Event moved = driver.made(OVERVIEW).getLast();
        assertEquals("app", artifact(moved).path("name").stringValue());
        assertEquals("b1", moved.meta().causationId());

        driver.send(Samples.artifact("Applied", "web", "a2", 20, "4"));
        assertTrue(driver.made(OVERVIEW).isEmpty());
        driver.send(deployment("web-prod", "d0", 4, "web"));
        assertEquals(
                "app",
                artifact(driver.made(OVERVIEW).getLast()).path("name").stringValue(),
                "the latest event that names one counts");
    }

    @Test
    void aDeploymentThatComesBackIsToldAnewAndEachAggregateHasAnIdOfItsOwn() {
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(deployment("web-prod", "d2", 6, "app"));
        driver.send(deployment("web-prod", "d3", 7, "web"));
        List<Event> made = driver.made(OVERVIEW);
        assertEquals(List.of("pending", "found", "pending", "missing", "pending", "found"), states(made));
        assertEquals(
                made.size(),
                made.stream().map(event -> event.meta().eventId()).distinct().count());
    }

    @Test
    void aDeletedArtifact() {
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(Samples.artifact("Deleted", "web", "a2", 9, "3"));
        Event last = driver.made(OVERVIEW).getLast();
        assertEquals("deleted", artifact(last).path("state").stringValue());
        assertEquals("a2", last.meta().causationId());
    }

    @Test
    void ofTwoBodiesThatWithTheSmallerHashIsToldWhicheverCameFirst() {
        Event one = Samples.artifact("Applied", "web", "a1", 1, "3");
        Event other = Samples.artifact("Applied", "web", "a1", 1, "4");
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(one);
        driver.send(other);
        try (Driver again = new Driver(() -> declared)) {
            again.send(deployment("web-prod", "d1", 5, "web"));
            again.send(other);
            again.send(one);
            List<Event> ones = driver.made(OVERVIEW);
            List<Event> others = again.made(OVERVIEW);
            assertEquals(ones.getLast().spec(), others.getLast().spec());
            for (List<Event> made : List.of(ones, others)) {
                assertEquals(
                        made.size(),
                        made.stream()
                                .map(event -> event.meta().eventId())
                                .distinct()
                                .count());
            }
        }
    }

    @Test
    void severalObjectsEachWithItsWholeSpec() {
        declared = declared.with(Declarations.aggregate("PlacesAggregate", """
                sources: [{kinds: [DeploymentAppliedEvent]}]
                group: {app: meta.appId, key: "'all'"}
                measures: [{name: events, count: {}}]
                references:
                  - {name: artifacts, kind: Artifact, key: "[object.spec.artifact.name, 'app', 'none', 'app']"}
                  - {name: same, kind: Artifact, key: "'app'", fields: {version: object.spec.version, by: meta.userId}}
                """));
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        driver.send(Samples.artifact("Applied", "app", "b1", 1, "7"));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        JsonNode references = driver.made("PlacesAggregate").getLast().spec().get("references");
        assertEquals("""
                [{"kind":"Artifact","appId":"09287","name":"app","state":"found","eventId":"b1",\
                "timestamp":"2026-01-15T12:00:01.000Z","spec":{"version":"7","regions":[],"bundles":[],"parameters":{}}},\
                {"kind":"Artifact","appId":"09287","name":"none","state":"missing"},\
                {"kind":"Artifact","appId":"09287","name":"web","state":"found","eventId":"a1",\
                "timestamp":"2026-01-15T12:00:01.000Z","spec":{"version":"3","regions":[],"bundles":[],"parameters":{}}}]""", references.get("artifacts").toString());
        assertEquals("""
                {"by":"alice","version":"7"}""", references.at("/same/0/fields").toString());
    }

    @Test
    void aCalmAggregateTellsOfReferencesOnceItHasTold() {
        declared = declared.with(Declarations.aggregate("CalmAggregate", """
                sources: [{kinds: [DeploymentAppliedEvent]}]
                group: {app: meta.appId, key: "'all'"}
                measures: [{name: events, count: {}}]
                references: [{name: artifact, kind: Artifact, key: object.spec.artifact.name}]
                emit: {when: event, every: 2}
                """));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(Samples.artifact("Applied", "web", "a1", 6, "3"));
        assertTrue(driver.made("CalmAggregate").isEmpty());
        driver.send(deployment("web-prod", "d2", 7, "web"));
        Event told = driver.made("CalmAggregate").getLast();
        assertEquals("found", artifact(told).path("state").stringValue());
        driver.send(Samples.artifact("Applied", "web", "a2", 8, "4"));
        assertEquals("a2", driver.made("CalmAggregate").getLast().meta().causationId());
    }

    /** More than one record tells; the others by records that follow. */
    @Test
    void anObjectThatManyGroupsReferToIsToldToAllOfThem() {
        declared = declared.with(Declarations.aggregate("ManyAggregate", """
                sources: [{kinds: [DeploymentAppliedEvent]}]
                group:
                  app: meta.appId
                  key: "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19].map(n, meta.name + string(n))"
                measures: [{name: events, count: {}}]
                references: [{name: artifact, kind: Artifact, key: object.spec.artifact.name}]
                """));
        int deployments = 26;
        int groups = 20 * deployments;
        for (int i = 0; i < deployments; i++) {
            driver.send(deployment("d" + i + "-", "d" + i, i, "web"));
        }
        driver.made("ManyAggregate");
        driver.written(Topics.REFERENCES.name());
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        List<Event> made = driver.made("ManyAggregate");
        assertEquals(groups, made.size());
        assertEquals(
                groups,
                made.stream().map(event -> event.meta().name()).distinct().count());
        assertEquals(Set.of("found"), Set.copyOf(states(made)));
        assertEquals(1, driver.written(Topics.REFERENCES.name()).size(), "five hundred at once");
    }

    /** Before the end of a period nothing is told, behind it what comes is a correction. */
    @Test
    void anAggregateOfPeriodsTellsOfReferencesWhenThePeriodHasEnded() {
        declared = declared.with(Declarations.aggregate("HourlyAggregate", """
                sources: [{kinds: [DeploymentAppliedEvent]}]
                group: {app: meta.appId, key: "'all'"}
                period: {unit: hour}
                measures: [{name: events, count: {}}]
                references: [{name: artifact, kind: Artifact, key: object.spec.artifact.name}]
                emit: {when: period}
                """));
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(Samples.artifact("Applied", "web", "a1", 6, "3"));
        assertTrue(driver.made("HourlyAggregate").isEmpty());
        driver.send(deployment("web-prod", "d2", 3_700, "web"));
        List<Event> made = driver.made("HourlyAggregate");
        assertEquals(List.of("found"), states(made));
        driver.send(Samples.artifact("Applied", "web", "a2", 3_800, "4"));
        made = driver.made("HourlyAggregate");
        assertEquals(1, made.size(), "the second hour has not ended");
        assertEquals("a2", made.getLast().meta().causationId());
        assertTrue(
                made.getLast().meta().name().endsWith("T12"),
                made.getLast().meta().name());
    }

    /** Of two processes one has not heard of the manifest yet for which the other noted what was seen. */
    @Test
    void whatWasSeenBeforeTheManifestIsKnownHereIsCaughtUpWith() {
        Aggregate places = Declarations.aggregate("PlacesAggregate", """
                sources: [{kinds: [DeploymentAppliedEvent]}]
                group: {app: meta.appId, key: meta.name}
                measures: [{name: events, count: {}}]
                references: [{name: artifact, kind: Artifact, key: object.spec.artifact.name}]
                """);
        declared = declared.with(places);
        driver.send(deployment("web-prod", "d1", 5, "web"));
        declared = declared.without("PlacesAggregate");
        driver.made("PlacesAggregate");
        driver.send(Samples.artifact("Applied", "web", "a1", 6, "3"));
        assertTrue(driver.made("PlacesAggregate").isEmpty());

        declared = declared.with(places);
        driver.send(deployment("web-test", "d2", 7, "none"));
        List<Event> made = driver.made("PlacesAggregate");
        Event prod = made.stream()
                .filter(event -> event.meta().name().equals("web-prod"))
                .findFirst()
                .orElseThrow();
        assertEquals("found", artifact(prod).path("state").stringValue());
        assertEquals(
                made.size(),
                made.stream().map(event -> event.meta().eventId()).distinct().count());
    }

    @Test
    void aGroupThatIsBehindItsEventsIsToldOfWithWhatWasSeen() {
        Aggregates with = declared.with(Declarations.aggregate("CalmAggregate", """
                sources: [{kinds: [DeploymentAppliedEvent]}]
                group: {app: meta.appId, key: "'all'"}
                measures: [{name: events, count: {}}]
                references: [{name: artifact, kind: Artifact, key: object.spec.artifact.name}]
                emit: {when: event, every: 2}
                """));
        declared = with;
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(deployment("web-prod", "d2", 6, "web"));
        driver.send(Samples.artifact("Applied", "web", "a1", 7, "3"));
        Map<String, Map.Entry<String, JournalEntry>> journal = new HashMap<>();
        driver.journaled().stream()
                .filter(entry -> entry.getKey().startsWith("CalmAggregate"))
                .forEach(entry -> journal.putIfAbsent(entry.getValue().getEventId(), entry));

        Aggregates[] known = {with};
        try (Driver late = new Driver(() -> known[0])) {
            late.replay(List.of(journal.get("d1")));
            known[0] = Aggregates.BUILT_IN;
            late.replay(List.of(journal.get("d2")));
            assertTrue(late.made("CalmAggregate").isEmpty());
            known[0] = with;
            late.replay(List.of(journal.get("a1")));
            Event told = late.made("CalmAggregate").getLast();
            assertEquals(2, told.spec().at("/measures/events").intValue());
            assertEquals("found", artifact(told).path("state").stringValue());
        }
    }

    @Test
    void convergenceWhatIsAnsweredAgainInAReplayChangesNothing() {
        driver.send(deployment("web-prod", "d1", 5, "web"));
        driver.send(Samples.artifact("Applied", "web", "a1", 1, "3"));
        driver.send(Samples.artifact("Applied", "web", "a2", 2, "4"));
        List<Map.Entry<String, JournalEntry>> journal = driver.journaled();
        assertEquals(
                List.of("missing", "found", "found"),
                journal.stream()
                        .filter(entry -> entry.getValue().getSeen() != null)
                        .map(entry -> entry.getValue().getSeen().getState().toLowerCase(Locale.ROOT))
                        .toList());
        driver.made(OVERVIEW);
        driver.replay(journal);
        assertTrue(driver.made(OVERVIEW).isEmpty());
    }

    private static Event deployment(String name, String id, int seconds, String artifact) {
        return new Event(
                "v1alpha1",
                new EventKind("Deployment", "Applied"),
                Samples.meta(name, id, seconds, "exec-1"),
                Json.parseObject("""
                        {"deployment": {"apiVersion": "v1alpha1", "kind": "Deployment",
                                        "meta": {"name": "%s", "appId": "09287"},
                                        "spec": {"artifact": {"name": "%s"}, "configs": [], "environment": "prod"}}}
                        """.formatted(name, artifact)));
    }

    private static JsonNode artifact(Event aggregate) {
        return aggregate.spec().at("/references/artifact/0");
    }

    private static List<String> states(List<Event> made) {
        return made.stream()
                .map(event -> artifact(event).path("state").stringValue())
                .toList();
    }
}
