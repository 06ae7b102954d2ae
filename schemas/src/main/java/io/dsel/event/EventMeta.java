package io.dsel.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * Who, when, which request, which run, which object.
 *
 * @param eventId unique; the idempotency key; 1 to 200 printable ASCII characters
 * @param timestamp when it became true (event time); kept to the millisecond, finer parts are cut off
 * @param userId who
 * @param correlationId which request
 * @param causationId which event led to this one, or null
 * @param executionId which workflow run; at most 400 bytes, as a part of an entity's key
 * @param name the object's name
 * @param appId the application (tenant) that the object belongs to
 * @param region where the event was first written
 */
public record EventMeta(
        String eventId,
        Instant timestamp,
        String userId,
        String correlationId,
        String causationId,
        String executionId,
        String name,
        String appId,
        String region,
        Map<String, String> labels) {

    private static final int MOST_ID_CHARACTERS = 200;
    private static final Instant FIRST = Instant.EPOCH;

    /** Event times end before this: in the year after, nanoseconds since 1970 leave 64 bits. */
    public static final Instant LAST = Instant.parse("2262-01-01T00:00:00Z");

    public EventMeta {
        Violations wrong = new Violations();
        if (eventId == null || !isId(eventId)) {
            wrong.add("meta.eventId", "is not 1 to 200 printable ASCII characters");
        }
        if (timestamp == null) {
            wrong.add("meta.timestamp", "is required");
        } else {
            timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
            if (timestamp.isBefore(FIRST) || !timestamp.isBefore(LAST)) {
                wrong.add("meta.timestamp", timestamp + " is not between " + FIRST + " and " + LAST);
            }
        }
        requireText("meta.userId", userId, wrong);
        requireText("meta.correlationId", correlationId, wrong);
        // It names an entity too: the execution's aggregate.
        EntityKey.requirePart("meta.executionId", executionId, wrong);
        requireText("meta.region", region, wrong);
        if (causationId != null) {
            requireText("meta.causationId", causationId, wrong);
        }
        wrong.throwIfAny();
        labels = labels == null ? Map.of() : Map.copyOf(labels);
    }

    public EventOrder order() {
        return new EventOrder(timestamp.toEpochMilli(), eventId);
    }

    private static boolean isId(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MOST_ID_CHARACTERS;
    }

    private static void requireText(String field, String value, Violations wrong) {
        if (value == null || value.isEmpty()) {
            wrong.add(field, "is required");
        } else if (value.length() > 400) {
            wrong.add(field, "is " + value.length() + " characters; at most 400");
        } else {
            Characters.problem(value).ifPresent(problem -> wrong.add(field, problem));
        }
    }
}
