package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.dsel.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyHashTest {
    private static final String EVENT = """
            {"apiVersion": "v1alpha1", "kind": "ThingAppliedEvent",
             "meta": {"eventId": "e1", "timestamp": "2026-01-15T10:30:00Z", "userId": "alice", "correlationId": "r1",
                      "executionId": "x1", "name": "n", "appId": "a", "region": "eu", "labels": {"k": "v", "l": "w"}},
             "spec": {"thing": {"kind": "Thing", "spec": {"one": 1, "list": [1, 2], "none": null}}}}
            """;

    @Test
    void identityOfCopiesWhoseFieldsComeInAnotherOrder() {
        String copy = """
                {"spec": {"thing": {"spec": {"none": null, "list": [1, 2], "one": 1}, "kind": "Thing"}},
                 "meta": {"labels": {"l": "w", "k": "v"}, "region": "us", "appId": "a", "name": "n",
                          "executionId": "x1", "correlationId": "r1", "userId": "alice",
                          "timestamp": "2026-01-15T10:30:00Z", "eventId": "e1"},
                 "kind": "ThingAppliedEvent", "apiVersion": "v1alpha1"}
                """;
        assertEquals(hash(EVENT), hash(copy));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"one\": 1|\"one\": 2",
                "\"one\": 1|\"one\": \"1\"",
                "\"one\": 1|\"two\": 1",
                "[1, 2]|[2, 1]",
                "\"none\": null|\"none\": \"null\"",
                "alice|bob",
                "\"k\": \"v\", \"l\": \"w\"|\"k\": \"w\", \"l\": \"v\"",
                "\"x1\"|\"x2\""
            })
    void anotherBodyHasAnotherHash(String part, String other) {
        String changed = EVENT.replace(part, other);
        assertNotEquals(EVENT, changed);
        assertNotEquals(hash(EVENT), hash(changed));
    }

    private static long hash(String json) {
        Event event = EventJson.read(Json.parse(json));
        return BodyHash.of(event);
    }
}
