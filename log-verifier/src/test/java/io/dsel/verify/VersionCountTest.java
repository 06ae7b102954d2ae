package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Yaml;
import io.dsel.verify.VersionReport.Example;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which groups agree, and how those that do not are told. */
class VersionCountTest {
    private static final JsonNode LIVE = event("e1", """
            {formula: aaa, group: {app: shop, key: shop},
             eventStream: {sequence: 7, totalEvents: 3, firstEventId: a, lastEventId: c},
             measures: {outcomes: {Applied: 2, "De.leted": 1}, top: [{value: ann, count: 3}]},
             truncated: [], missing: {}}""");

    @Test
    void theFormulaTheSequenceAndTheEventsOwnIdNeedNotAgree() {
        JsonNode other = event("e2", """
                {formula: bbb, formulaVersion: '2', group: {app: shop, key: shop},
                 eventStream: {sequence: 4, totalEvents: 3, firstEventId: a, lastEventId: c},
                 measures: {outcomes: {"De.leted": 1, Applied: 2.0}, top: [{value: ann, count: 3}]},
                 truncated: [], missing: {}}""");
        assertTrue(pair(LIVE, other).agree());
    }

    @Test
    void eachFieldThatDiffersIsCountedOnceForAGroup() {
        JsonNode other = event("e2", """
                {group: {app: shop, key: shop},
                 eventStream: {sequence: 4, totalEvents: 3, firstEventId: a, lastEventId: c},
                 measures: {outcomes: {Applied: 1, "De.leted": 2}, top: [{value: ben, count: 3}], more: 1},
                 truncated: [top], missing: {}}""");
        GroupPair pair = pair(LIVE, other);
        assertFalse(pair.agree());
        assertTrue(pair.isOfTheSame(), "of as many events");
        VersionCount count = new VersionCount(2);
        count.equal();
        count.differing(pair);
        count.moving(pair);
        count.alone(new GroupPair("shop/web", Optional.of(LIVE), Optional.empty()));
        assertEquals(
                new VersionReport(
                        3,
                        1,
                        0,
                        1,
                        Map.of("measures.outcomes", 1L, "measures.top", 1L, "measures.more", 1L, "truncated", 1L),
                        List.of(
                                new Example("shop/shop", "measures.more", "", "1"),
                                new Example("shop/shop", "measures.outcomes.Applied", "2", "1")),
                        1),
                count.report());
        assertFalse(count.report().isEqual());
    }

    @Test
    void aGroupIsOfOtherEventsWhereItsStreamIsAnother() {
        JsonNode other = event("e2", """
                {group: {app: shop, key: shop},
                 eventStream: {sequence: 4, totalEvents: 4, firstEventId: a, lastEventId: d},
                 measures: {outcomes: {Applied: 2, "De.leted": 2}}}""");
        assertFalse(pair(LIVE, other).isOfTheSame());
        assertTrue(new Suspect("shop/shop", "e1", "e2").rests(pair(LIVE, other)));
        assertFalse(new Suspect("shop/shop", "e1", "").rests(pair(LIVE, other)));
    }

    private static GroupPair pair(JsonNode live, JsonNode other) {
        return new GroupPair("shop/shop", Optional.of(live), Optional.of(other));
    }

    private static JsonNode event(String id, String spec) {
        return Yaml.parse("{meta: {eventId: " + id + "}, spec: " + spec + "}");
    }
}
