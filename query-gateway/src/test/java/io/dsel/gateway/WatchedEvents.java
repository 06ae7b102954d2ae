package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.gateway.WatchReader.Frame;
import io.dsel.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Events of any open kind to watch, and what they are held to. */
final class WatchedEvents {
    private WatchedEvents() {}

    /** @param n makes id and name */
    static Event event(String kind, String action, String app, int n, String text) {
        String field = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        String id = kind + "-" + action + "-" + n;
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"%1$s%2$sEvent",
                 "meta":{"eventId":"%3$s","timestamp":"2026-01-15T10:00:00Z","userId":"ada","correlationId":"c",
                         "executionId":"run-%3$s","name":"thing-%4$d","appId":"%5$s","region":"test"},
                 "spec":{"%6$s":{"kind":"%1$s","metadata":{"name":"thing-%4$d"},"spec":{"text":"%7$s"}}}}
                """.formatted(kind, action, id, n, app, field, text)));
    }

    /** Text that no compression makes small. */
    static String random(int length, int seed) {
        StringBuilder text = new StringBuilder(length);
        new Random(seed).ints(length, 0, 36).forEach(digit -> text.append(Character.forDigit(digit, 36)));
        return text.toString();
    }

    static Set<String> ids(List<Frame> events) {
        Set<String> ids = new TreeSet<>();
        events.forEach(event -> ids.add(event.eventId()));
        return ids;
    }

    /** Within a partition of a topic, offsets only grow. */
    static void assertInOrder(List<Frame> events) {
        Map<String, Long> last = new HashMap<>();
        for (Frame event : events) {
            JsonNode position = event.data().path("position");
            String at = position.path("topic").asString()
                    + position.path("partition").asInt();
            long offset = position.path("offset").asLong();
            Long before = last.put(at, offset);
            assertTrue(before == null || before < offset, at + ": " + before + " before " + offset);
        }
    }
}
