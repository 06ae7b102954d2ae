package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.json.Yaml;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GroupPairTest {
    @Test
    void thatTwoFormulasAskedAtTimesOfTheirOwnIsNoDifference() {
        assertEquals(List.of(), pair(said("1", "10:00"), said("1", "10:05")).differences());
        assertEquals(
                List.of(new FieldDifference("enrichment.owner.value", "1", "2")),
                pair(said("1", "10:00"), said("2", "10:05")).differences());
    }

    private static GroupPair pair(JsonNode live, JsonNode other) {
        return new GroupPair("shop/web", Optional.of(live), Optional.of(other));
    }

    private static JsonNode said(String value, String time) {
        return Yaml.parse("""
                {spec: {formula: f, eventStream: {totalEvents: 1, sequence: 1},
                        enrichment: {owner: {status: answered, value: %s, askedAt: '2026-03-01T%s:00.000Z'}}}}
                """.formatted(value, time));
    }
}
