package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kinds;
import io.dsel.verify.ExecutionFact.Aggregated;
import io.dsel.verify.ExecutionFact.Part;
import io.dsel.verify.sort.ExternalSort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** What events add up to, against what a person worked out. */
class ExecutionsTest {
    private static final String ARTIFACT = """
            {kind: Artifact, apiVersion: v1alpha1, meta: {name: vpc, appId: shop}, spec: {version: 2.1.0}}""";
    private static final String DEPLOYMENT = """
            {kind: Deployment, apiVersion: v1alpha1, meta: {name: web, appId: shop},
             spec: {artifact: {name: vpc, version: 2.1.0},
                    configs: [{name: net, version: '7'}, {name: dns}, {name: net, version: '8'}]}}""";

    private static final List<Event> EVENTS = List.of(
            event("ArtifactAppliedEvent", "a", "10:00:00", "ann", "vpc", """
                    {artifact: %s,
                     validation: {details: [{name: r1, pass: false}, {name: r2, pass: false, severity: WARNING},
                                            {name: r3, pass: true}]},
                     metadata: {approvedBy: [zoe, ben]}}""".formatted(ARTIFACT)),
            event("DeploymentApplyEvent", "b", "10:00:05", "ben", "web", "{deployment: " + DEPLOYMENT + "}"),
            event("DeploymentAppliedEvent", "c", "10:00:06", "ben", "web", """
                    {deployment: %s, metadata: {approvedBy: cid}}""".formatted(DEPLOYMENT)),
            event("DeploymentCompletedEvent", "d", "10:01:30.500", "ben", "web", "{deployment: " + DEPLOYMENT + "}"));

    private static final ObjectNode EXPECTED = (ObjectNode) Yaml.parse("""
            summary: {phase: COMPLETED, status: SUCCEEDED, startTime: '2026-01-15T10:00:00.000Z',
                      endTime: '2026-01-15T10:01:30.500Z', duration: PT1M30.5S, errorCount: 1, warningCount: 1}
            eventStream:
              totalEvents: 4
              firstEventId: a
              lastEventId: d
              counts: {ArtifactAppliedEvent: 1, DeploymentAppliedEvent: 1, DeploymentApplyEvent: 1,
                       DeploymentCompletedEvent: 1}
            references:
              artifact: {name: vpc, version: 2.1.0}
              configs: [{name: dns}, {name: net, version: '7'}]
              deployments: [{name: web, appId: shop}]
              triggeredBy: ann
              approvedBy: [ben, cid, zoe]
              truncated: false
            """);

    private final Told told = new Told();
    private final Findings findings = new Findings(told, 100);

    /** What the log has at the place of the greatest aggregate. */
    private ObjectNode saidLast;

    @TempDir
    private Path folder;

    @Test
    void eventsAddUpToWhatAPersonWorkedOut() {
        ExecutionSum sum = new ExecutionSum();
        EVENTS.forEach(event -> sum.add(part(event, 1, false)));
        assertEquals(List.of(), FieldDifference.between(EXPECTED, sum.expected()));
    }

    @Test
    void ofAListOfNamesTheSmallestAreShown() {
        ExecutionSum sum = new ExecutionSum();
        for (int i = 0; i < 60; i++) {
            sum.add(part(
                    event("ConfigAppliedEvent", "e" + (10 + i), "10:00:00", "ann", "c" + (10 + i), """
                            {config: {kind: Config, spec: {version: '1'}}}"""), 1, false));
        }
        ObjectNode references = (ObjectNode) sum.expected().get("references");
        assertEquals(50, references.path("configs").size());
        assertEquals("c59", references.at("/configs/49/name").stringValue());
        assertEquals(true, references.path("truncated").booleanValue());
    }

    @Test
    void anAggregateThatSaysTheSameIsRightInAnyOrderOfTheLog() {
        for (int seed = 0; seed < 10; seed++) {
            assertEquals(new Tally(Tier.LOG, Subject.EXECUTION, 1, 0, 0, 0, 0), check(seed, facts(EXPECTED, 4)));
        }
        assertEquals(List.of(), told.lines);
    }

    @Test
    void aCopyOfAnEventCountsOnceAndOfTwoBodiesTheSmallerHash() {
        List<ExecutionFact> facts = facts(EXPECTED, 4);
        facts.add(part(EVENTS.get(1), 1, false));
        Event other = event("DeploymentFailedEvent", "d", "10:01:30.500", "eve", "web", """
                {deployment: {kind: Deployment, spec: {}}}""");
        facts.add(part(other, 2, false));
        assertEquals(0, check(1, facts).different());
        facts.add(aggregate(EXPECTED, "d'", 0)); // the other body came first, and had its own
        assertEquals(0, check(1, facts).different());
    }

    @Test
    void aWrongCountIsNamed() {
        ObjectNode wrong = EXPECTED.deepCopy();
        ((ObjectNode) wrong.get("eventStream")).put("totalEvents", 5);
        Tally tally = check(1, facts(wrong, 4));
        assertEquals(1, tally.different());
        assertEquals(List.of("different run d3 eventStream.totalEvents: 4 / 5"), told.lines);
    }

    @Test
    void whatDependsOnTheOrderOfArrivalIsNotCompared() {
        ObjectNode later = EXPECTED.deepCopy();
        later.put("formula", "46daab17a86f");
        ((ObjectNode) later.get("eventStream")).put("sequence", 5); // one event came with another body too
        assertEquals(0, check(1, facts(later, 4)).different());
    }

    @Test
    void anAggregateTooManyOrTooFewIsNamed() {
        check(1, facts(EXPECTED, 5));
        check(1, facts(EXPECTED, 3));
        assertEquals(
                List.of(
                        "different run d4 (aggregates): 4, one for each event / 5",
                        "different run d2 (aggregates): 4, one for each event / 3"),
                told.lines);
    }

    @Test
    void aggregatesWithoutEventsAndEventsWithoutAggregatesAreNamed() {
        check(1, facts(EXPECTED, 0));
        check(1, List.of(aggregate(EXPECTED, "d0", 0)));
        assertEquals(
                List.of("missing run  : an aggregate of 4 events / ", "extra run d0 :  / an aggregate of no event"),
                told.lines);
    }

    @Test
    void anExecutionThatGotAnEventMeanwhileIsLeftOut() {
        List<ExecutionFact> facts = facts(EXPECTED, 4);
        facts.add(part(event("ConfigAppliedEvent", "late", "11:00:00", "ann", "c", """
                {config: {kind: Config, spec: {}}}"""), 1, true));
        assertEquals(new Tally(Tier.LOG, Subject.EXECUTION, 0, 0, 0, 0, 1), check(1, facts));
    }

    private Tally check(int seed, List<ExecutionFact> facts) {
        List<ExecutionFact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, new Random(seed));
        Findings.Count count = findings.count(Tier.LOG, Subject.EXECUTION);
        try (ExternalSort<ExecutionFact> sort =
                new ExternalSort<>(folder, "facts", new ExecutionForm(), ExecutionFact.ORDER, 1_000)) {
            shuffled.forEach(sort::add);
            new Executions(
                            count,
                            position ->
                                    Optional.of(Json.MAPPER.createObjectNode().set("spec", saidLast)))
                    .check(sort.sorted(), () -> {});
        }
        count.end();
        return findings.tallies().getLast();
    }

    /** Those of the run, and as many aggregates, the greatest of which says this. */
    private List<ExecutionFact> facts(ObjectNode said, int aggregates) {
        List<ExecutionFact> facts = new ArrayList<>();
        EVENTS.forEach(event -> facts.add(part(event, 1, false)));
        for (int i = 0; i < aggregates; i++) {
            facts.add(aggregate(i == aggregates - 1 ? said : Json.MAPPER.createObjectNode(), "d" + i, i));
        }
        saidLast = said;
        return facts;
    }

    private static Aggregated aggregate(ObjectNode spec, String id, long time) {
        return new Aggregated(
                "run",
                new EventOrder(time, id),
                1,
                Content.of(ExecutionSum.sections(spec)),
                new LogPosition("dsel.aggregates.ExecutionStatusAggregate", 0, time));
    }

    private static Part part(Event event, long bodyHash, boolean late) {
        return new Part(
                event.meta().executionId(),
                event.meta().order(),
                bodyHash,
                late,
                Contribution.of(event, Kinds.BUILT_IN.step(event)));
    }

    private static Event event(String kind, String id, String time, String user, String name, String spec) {
        ObjectNode document = (ObjectNode) Yaml.parse("""
                apiVersion: v1alpha1
                kind: %s
                meta: {eventId: %s, timestamp: '2026-01-15T%sZ', userId: %s, correlationId: r, executionId: run,
                       name: %s, appId: shop, region: local}
                """.formatted(kind, id, time, user, name));
        document.set("spec", Yaml.parse(spec));
        return EventJson.read(document);
    }
}
