package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which groups an event is in, and what is taken of it: a function of the event, whatever the expressions do. */
class AggregateTest {
    private static final String SPEC = """
            {"artifact":{"name":"app","version":"1.2"},"environment":"prod","replicas":3,"regions":["us","eu","us"],
             "parameters":{},"configs":[]}
            """;
    private static final Event EVENT = Samples.deployment("Applied", "2026-03-01T23:30:00Z", SPEC);

    @Test
    void anEventIsNotedInEachOfItsGroupsWithWhatTheMeasuresTake() {
        List<Aggregate.Note> notes = Samples.aggregate(Samples.ROLLOUT).note(EVENT, Optional.empty());
        assertEquals(
                List.of("shop eu@2026-W10", "shop us@2026-W10"),
                notes.stream().map(note -> note.appId() + " " + note.name()).toList());
        assertEquals(Json.parse("""
                {"actions":"Applied","replicas":{"by":"prod","value":3},"smallest":3,
                 "newest":"2026-03-01T23:30:00.000Z","firstUser":"ada","lastUser":"ada","users":"ada",
                 "topUsers":"ada","sizes":3}
                """), Json.parse(Json.write(notes.getFirst().inputs())));
    }

    @Test
    void whatAnExpressionHasNoValueForIsNotThere() {
        Event few = Samples.deployment("Applied", "2026-03-01T10:00:00Z", """
                {"artifact":{"name":"app"},"environment":"prod","regions":["eu"]}""");
        assertEquals(
                List.of("actions", "newest", "firstUser", "lastUser", "users", "topUsers", "sizes"),
                List.copyOf(Samples.aggregate(Samples.ROLLOUT)
                        .note(few, Optional.empty())
                        .getFirst()
                        .inputs()
                        .propertyNames()));
    }

    @Test
    void sourcesSayByNameAndExpressionWhatIsIn() {
        Aggregate aggregate = Samples.aggregate(Samples.ROLLOUT);
        assertTrue(aggregate.takes(new EventKind("DeploymentPlan", "Applied")));
        assertTrue(aggregate.takes(new EventKind("GateDailyAggregate", "")));
        assertTrue(!aggregate.takes(new EventKind("Gate", "Closed")));
        assertTrue(!aggregate.takes(new EventKind("DeploymentAggregate", "")));
        assertEquals(
                List.of(), aggregate.note(Samples.deployment("Apply", "2026-03-01T10:00:00Z", SPEC), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "meta.name                                  | checkout",
                "['b', 'a', 'b', meta.userId]               | a,ada,b",
                "[1, true, 2.5]                             | 1,2.5,true",
                "['', 'a']                                  | a",
                "object.spec.nothing                        | ``",
                "object.spec                                | ``",
                "[object.spec, 'a']                         | a",
                "null                                       | ``",
                "'a\\u0000b'                                | ``",
                "kind + objectKind + action                 | DeploymentAppliedEventDeploymentApplied",
                "spec.comment                               | why",
                "phase + '-' + status                       | APPLIED-RUNNING",
                "object.spec.parameters.map(it, it)         | ``",
                "[meta.name, meta.name].map(a, a + a)       | checkoutcheckout",
            })
    void aKeyIsATextOrSeveral(String key, String groups) {
        assertEquals(groups, groups(key));
    }

    @Test
    void groupsOfOneEventAreBounded() {
        String keys = IntStream.range(10, 99).mapToObj(i -> "'" + i + "'").collect(Collectors.joining(","));
        assertEquals(Group.MOST_KEYS, groups("[" + keys + "]").split(",").length);
        assertEquals("", groups("'" + "a".repeat(401) + "'"));
    }

    @Test
    void whatCostsTooMuchHasNoValueAndEndsSoon() {
        String endless = "object.spec.regions.map(a, "
                + IntStream.range(0, 15)
                        .mapToObj(i -> "object.spec.regions.map(b" + i + ",")
                        .collect(Collectors.joining())
                + "a" + ")".repeat(16) + " == [] ? 'a' : 'b'";
        assertEquals("", assertTimeoutPreemptively(Duration.ofSeconds(5), () -> groups(endless)));
    }

    @Test
    void noExpressionsAreNamedAllAtOnce() {
        Aggregate aggregate = Samples.aggregate(Samples.ROLLOUT
                .replace("action != 'Apply'", "'text'")
                .replace("app: meta.appId", "app: nobody.appId")
                .replace("key: object.spec.regions", "key: meta.")
                .replace("min: {value: object.spec.replicas}", "min: {value: '1 +'}")
                .replace("by: object.spec.environment", "by: '" + "1+".repeat(6_000) + "1'"));
        InvalidEventException e = assertThrows(InvalidEventException.class, aggregate::compiled);
        assertEquals(
                List.of(
                        "spec.sources[0].where",
                        "spec.group.app",
                        "spec.group.key",
                        "spec.measures[2].sum.by",
                        "spec.measures[3].min.value"),
                e.violations().stream().map(Violation::field).toList());
    }

    @Test
    void withoutItsFoldNothingIsNoted() {
        Aggregate status = Samples.aggregate(
                Samples.ROLLOUT.replaceAll("(?s)measures:.*emit:", "fold: {name: nowhere, version: \"1\"}\n  emit:"));
        assertEquals(Optional.empty(), status.provider());
        assertEquals(List.of(), status.note(EVENT, Optional.empty()));
    }

    @Test
    void theFormulaIsOfWhatDeterminesTheResult() {
        String formula = Samples.aggregate(Samples.ROLLOUT).formula();
        assertTrue(formula.matches("[0-9a-f]{12}"), formula);
        for (String same : List.of(
                Samples.ROLLOUT.replace("release-managers", "others"),
                Samples.ROLLOUT.replace("What was", "All that was"),
                Samples.ROLLOUT.replace("P365D", "P1D"),
                Samples.ROLLOUT.replace(
                        "GateOpenedEvent, \"Gate*Aggregate\"", "\"Gate*Aggregate\", GateOpenedEvent"))) {
            assertEquals(formula, Samples.aggregate(same).formula());
        }
        for (String[] other : new String[][] {
            {"RolloutWeekly", "RolloutWeekwise"},
            {"Deployment*Event", "Deploy*Event"},
            {"'Apply'", "'Applied'"},
            {"app: meta.appId", "app: meta.name"},
            {"key: object.spec.regions", "key: meta.name"},
            {"unit: week", "unit: month"},
            {"Europe/Berlin", "Europe/Paris"},
            {"name: events", "name: all"},
            {"limit: 7", "limit: 8"},
            {"by: object.spec.environment", "by: action"},
            {"min: {", "max: {"},
            {"capacity: 50", "capacity: 51"},
            {"10.5", "10"},
            {"every: 10", "every: 11"},
            {"seconds: 60", "seconds: 61"},
            {"{when: event, every: 10, seconds: 60}", "{when: period}"},
        }) {
            assertNotEquals(
                    formula,
                    Samples.aggregate(Samples.ROLLOUT.replace(other[0], other[1]))
                            .formula(),
                    other[0]);
        }
    }

    private static String groups(String key) {
        Aggregate aggregate = Samples.aggregate(Json.write(Json.MAPPER
                .createObjectNode()
                .put("apiVersion", "v1alpha1")
                .put("kind", "Aggregate")
                .<tools.jackson.databind.node.ObjectNode>set("meta", Json.parse("{\"name\":\"KeyAggregate\"}"))
                .set(
                        "spec",
                        Json.parseObject("""
                        {"owner":"o","sources":[{"kinds":["*Event"]}],"measures":[{"name":"events","count":{}}]}
                        """)
                                .set("group", Json.MAPPER.createObjectNode().put("key", key)))));
        Action.Step step = new Action.Step("Applied", Optional.of("APPLIED"), Action.PhaseStatus.RUNNING);
        return aggregate.note(EVENT, Optional.of(step)).stream()
                .peek(note -> assertEquals(Group.NO_APP, note.appId()))
                .map(Aggregate.Note::name)
                .collect(Collectors.joining(","));
    }
}
