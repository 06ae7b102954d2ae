package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.gateway.ServedRoutes.Answer;
import io.dsel.gateway.read.TierName;
import io.dsel.json.Json;
import io.dsel.kind.Kinds;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code diff}, {@code blame} and {@code when}, over a tier whose log is a list. */
class CompareRoutesTest {
    private static final String THING = "/v1/objects/Thing/shop/x";

    private ServedRoutes served;

    @AfterEach
    void stop() {
        served.close();
    }

    @Test
    void withoutTimesADiffIsOfTheLastChange() {
        serve(new ListedEvents(TierName.STORE)
                .add("shop", "x", "{'v':1}")
                .add("shop", "y", "{'v':9}")
                .add("shop", "x", "{'v':2}"));
        JsonNode diff = get(THING + "/diff").body();
        assertEquals(Json.parse("""
                {"from":{"eventId":"e0","timestamp":"2026-01-15T10:00:00.000Z","kind":"ThingAppliedEvent",
                         "userId":"user-0","executionId":"run-0"},
                 "to":{"eventId":"e2","timestamp":"2026-01-15T10:00:02.000Z","kind":"ThingAppliedEvent",
                         "userId":"user-2","executionId":"run-2"},
                 "changes":[{"op":"replace","path":"spec.v","from":1,"to":2}]}
                """), diff);
        JsonNode first = get(THING + "/diff?to=2026-01-15T10:00:01Z&full=true").body();
        assertTrue(first.path("from").isNull());
        assertEquals("e0", first.at("/to/event/meta/eventId").asString());
        assertEquals("add", first.at("/changes/0/op").asString());
    }

    @Test
    void aDiffIsBetweenAnyTwoTimes() {
        serve(new ListedEvents(TierName.STORE)
                .add("shop", "x", "{'v':1}")
                .add("shop", "x", "{'v':2}")
                .add("shop", "x", "{'v':3}")
                .add("shop", "x", null));
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"spec.v\",\"from\":1,\"to\":3}]",
                changes(THING + "/diff?from=2026-01-15T10:00:00Z&to=2026-01-15T10:00:02Z"));
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"spec.v\",\"from\":3,\"to\":1}]",
                changes(THING + "/diff?from=2026-01-15T10:00:02Z&to=2026-01-15T10:00:00Z"));
        assertEquals("[]", changes(THING + "/diff?from=2026-01-15T10:00:01.001Z&to=2026-01-15T10:00:01.999Z"));
        JsonNode deleted = get(THING + "/diff").body();
        assertEquals("ThingDeletedEvent", deleted.at("/to/kind").asString());
        assertEquals("remove", deleted.at("/changes/0/op").asString());
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"spec.v\",\"from\":1,\"to\":2}]",
                changes(THING + "/diff?knownAt=2026-01-15T10:01:01Z"));
    }

    @Test
    void anObjectIsComparedWithAnotherAtTheSameTime() {
        serve(new ListedEvents(TierName.STORE)
                .add("shop", "x", "{'v':1}")
                .add("a/b", "y", "{'v':2}")
                .add("shop", "x", "{'v':2}"));
        String with = THING + "/diff?with=Thing%2Fa%252Fb%2Fy";
        assertEquals("[]", changes(with));
        assertEquals(
                "[{\"op\":\"replace\",\"path\":\"spec.v\",\"from\":1,\"to\":2}]",
                changes(with + "&to=2026-01-15T10:00:01Z"));
    }

    @Test
    void blameNamesForEachFieldTheEventThatSetIt() {
        serve(new ListedEvents(TierName.STORE)
                .add("shop", "x", "{'a':1,'b':[{'name':'n','v':1}]}")
                .add("shop", "x", "{'a':1,'b':[{'name':'n','v':2}]}")
                .add("shop", "x", "{'a':1,'b':[{'name':'n','v':2}]}"));
        JsonNode blame = get(THING + "/blame").body();
        assertEquals("e2", blame.path("eventId").asString());
        assertEquals(List.of("kind e0", "spec.a e0", "spec.b[name=n].name e0", "spec.b[name=n].v e1"), fields(blame));
        JsonNode before =
                get(THING + "/blame?asOf=2026-01-15T10:00:00Z&full=true").body();
        assertEquals("spec.b[name=n].v e0", fields(before).getLast());
        assertEquals("e0", before.at("/event/meta/eventId").asString());
    }

    @Test
    void aDeletedObjectHasNoFields() {
        serve(new ListedEvents(TierName.STORE).add("shop", "x", "{'v':1}").add("shop", "x", null));
        Answer blame = get(THING + "/blame");
        assertEquals(404, blame.status());
        assertTrue(blame.body().path("type").asString().endsWith("/deleted"));
        assertEquals("e1", blame.body().at("/event/meta/eventId").asString());
        assertEquals(200, get(THING + "/blame?knownAt=2026-01-15T10:01:00Z").status());
    }

    @Test
    void whenIsTheFirstEventWithTheValue() {
        serve(new ListedEvents(TierName.STORE)
                .add("shop", "x", "{'v':1}")
                .add("shop", "x", "{'v':2}")
                .add("shop", "x", "{'v':1}")
                .add("shop", "x", "{'v':2}"));
        assertEquals(
                "e1",
                get(THING + "/when?path=spec.v&is=2")
                        .body()
                        .at("/event/meta/eventId")
                        .asString());
        Answer never = get(THING + "/when?path=spec.v&is=3");
        assertEquals(404, never.status());
        assertTrue(never.body().path("detail").asString().contains("'3' at spec.v"));
    }

    /** As of what was only validated: the greater event of that time repeats the state before. */
    @Test
    void stateIsThatOfTheGreatestEventOfItsTimeNotThatOfTheOthers() {
        serve(new ListedEvents(TierName.STORE)
                .add("shop", "x", "{'a':1,'v':1}")
                .add("shop", "x", "{'a':1,'v':2}")
                .atOnce()
                .add("shop", "x", "{'a':1,'v':1}"));
        assertEquals("[]", changes(THING + "/diff"));
        assertEquals(
                List.of("kind e0", "spec.a e0", "spec.v e0"),
                fields(get(THING + "/blame").body()));
        assertEquals(404, get(THING + "/when?path=spec.v&is=2").status());
        assertEquals(
                "e0",
                get(THING + "/when?path=spec.v&is=1")
                        .body()
                        .at("/event/meta/eventId")
                        .asString());
    }

    /** The second page comes from another tier; the answer is as old as that one. */
    @Test
    void aHistoryOfManyPagesIsReadToItsEndFromWhicheverTierAnswers() {
        ListedEvents store = new ListedEvents(TierName.STORE).failingAfter(1);
        ListedEvents log = new ListedEvents(TierName.LOG);
        for (int n = 0; n < 350; n++) {
            String state = "{'old':1,'half':" + n / 200 + ",'n':" + n + "}";
            store.add("shop", "x", state);
            log.add("shop", "x", state);
        }
        serve(store, log);
        Answer blame = get(THING + "/blame?receipt=true");
        assertEquals(List.of("kind e0", "spec.old e0", "spec.half e200", "spec.n e349"), fields(blame.body()));
        assertEquals("log", blame.header("Dsel-Tier"));
        assertEquals("20", blame.header("Dsel-Age-Ms"));
        assertEquals("store: has had enough", blame.header("Dsel-Tried"));
        assertEquals(1, blame.body().at("/receipt/tried").size());
    }

    @Test
    void whatIsWrongIsNamed() {
        serve(new ListedEvents(TierName.STORE).add("shop", "x", "{}"));
        for (String wrong : List.of(
                "/diff?with=x",
                "/diff?from=soon",
                "/diff?asOf=2026-01-15",
                "/blame?full=1",
                "/when?path=a..b&is=1",
                "/when?is=1",
                "/when?path=a")) {
            Answer answer = get(THING + wrong);
            assertEquals(400, answer.status(), wrong);
            assertTrue(wrong.contains(answer.body().path("parameter").asString()) || wrong.startsWith("/when"), wrong);
        }
        for (String absent : List.of("/diff", "/blame", "/when?path=a&is=1")) {
            assertEquals(404, get("/v1/objects/Thing/shop/none" + absent).status(), absent);
        }
    }

    private void serve(ListedEvents... tiers) {
        served = new ServedRoutes(Kinds.BUILT_IN, List.of(tiers));
    }

    private Answer get(String path) {
        return served.get(path);
    }

    private String changes(String path) {
        return Json.write(get(path).body().path("changes"));
    }

    private static List<String> fields(JsonNode blame) {
        return blame.path("fields")
                .valueStream()
                .map(field -> field.path("path").asString() + " "
                        + field.path("eventId").asString())
                .toList();
    }
}
