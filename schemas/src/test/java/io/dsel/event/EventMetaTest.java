package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventMetaTest {

    @Test
    void timeIsCutToTheMillisecond() {
        EventMeta meta = meta("id", Instant.parse("2026-01-15T10:30:00.123999999Z"), "user");
        assertEquals(Instant.parse("2026-01-15T10:30:00.123Z"), meta.timestamp());
        assertEquals(new EventOrder(1768473000123L, "id"), meta.order());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "é", "tab\t", "\u007f"})
    void anIdIsPrintableAscii(String id) {
        assertEquals(
                "meta.eventId", refused(id, Instant.EPOCH, "user").getFirst().field());
    }

    @Test
    void anIdHasAtMost200Characters() {
        assertEquals(200, meta("i".repeat(200), Instant.EPOCH, "user").eventId().length());
        assertEquals(List.of("meta.eventId"), fields(refused("i".repeat(201), Instant.EPOCH, "user")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "2262-01-01T00:00:00Z", "+999999999-12-31T23:59:59Z"})
    void timeLiesBetween1970And2262(String time) {
        assertEquals(List.of("meta.timestamp"), fields(refused("id", Instant.parse(time), "user")));
    }

    @Test
    void textHasLimitsAndNoControlCharacters() {
        assertEquals("is required", refused("id", Instant.EPOCH, "").getFirst().problem());
        assertEquals(
                "is required", refused("id", Instant.EPOCH, null).getFirst().problem());
        assertEquals(
                "is 401 characters; at most 400",
                refused("id", Instant.EPOCH, "u".repeat(401)).getFirst().problem());
        assertEquals(
                "has a control character",
                refused("id", Instant.EPOCH, "a\nb").getFirst().problem());
        assertEquals(
                "has half a surrogate pair, which is no character",
                refused("id", Instant.EPOCH, "a\uD83D").getFirst().problem());
    }

    @Test
    void everyWrongFieldIsNamedAtOnce() {
        assertEquals(List.of("meta.eventId", "meta.timestamp", "meta.userId"), fields(refused(null, null, null)));
    }

    @Test
    void causationMayBeAbsentAndLabelsToo() {
        EventMeta meta = new EventMeta("id", Instant.EPOCH, "u", "c", null, "x", "n", "a", "r", null);
        assertNull(meta.causationId());
        assertEquals(Map.of(), meta.labels());
    }

    private static List<String> fields(List<Violation> violations) {
        return violations.stream().map(Violation::field).toList();
    }

    private static List<Violation> refused(String id, Instant time, String user) {
        return assertThrows(InvalidEventException.class, () -> meta(id, time, user))
                .violations();
    }

    private static EventMeta meta(String id, Instant time, String user) {
        return new EventMeta(id, time, user, "c", null, "x", "n", "a", "r", Map.of());
    }
}
