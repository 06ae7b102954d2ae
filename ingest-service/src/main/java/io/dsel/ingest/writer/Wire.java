package io.dsel.ingest.writer;

import io.dsel.avro.UnreadableEventException;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * Units and results between instances, as JSON. Flat records stand for the sealed types; what does not belong to one is
 * null.
 */
final class Wire {
    private Wire() {}

    /**
     * @param look the entity whose head is asked for; else the writes count
     * @param eventId what is asked for instead of the head
     */
    private record UnitJson(String look, String eventId, List<WriteJson> writes) {}

    private record WriteJson(
            String topic,
            String entity,
            boolean timeGiven,
            byte[] value,
            Map<String, String> headers,
            ConditionJson condition) {}

    private record ConditionJson(String kind, String eventId) {}

    private record ResultJson(
            List<Result.Item> stored, Integer refused, Result.Reason reason, boolean seen, HeadView head) {}

    static byte[] writeUnits(List<Unit> units) {
        return Json.MAPPER.writeValueAsBytes(units.stream().map(Wire::toJson).toArray(UnitJson[]::new));
    }

    /**
     * @throws IllegalArgumentException if the bytes are not what {@link #writeUnits} gives, or the topic of an event is none
     *     of events
     */
    static List<Unit> readUnits(byte[] json) {
        try {
            return List.of(Json.MAPPER.readValue(json, UnitJson[].class)).stream()
                    .map(Wire::fromJson)
                    .toList();
        } catch (JacksonException | UnreadableEventException | NullPointerException e) {
            throw new IllegalArgumentException("the body holds no units: " + e.getMessage(), e);
        }
    }

    static byte[] writeResults(List<Result> results) {
        return Json.MAPPER.writeValueAsBytes(results.stream().map(Wire::toJson).toArray(ResultJson[]::new));
    }

    /** @throws RuntimeException if the bytes are not what {@link #writeResults} gives */
    static List<Result> readResults(byte[] json) {
        return List.of(Json.MAPPER.readValue(json, ResultJson[].class)).stream()
                .map(Wire::fromJson)
                .toList();
    }

    private static UnitJson toJson(Unit unit) {
        return switch (unit) {
            case Unit.Look(String entity, Optional<String> id) -> new UnitJson(entity, id.orElse(null), null);
            case Unit.Writes(List<Unit.Write> writes) ->
                new UnitJson(null, null, writes.stream().map(Wire::toJson).toList());
        };
    }

    private static WriteJson toJson(Unit.Write write) {
        EncodedEvent event = write.event();
        ConditionJson condition =
                switch (write.condition()) {
                    case Condition.Any any -> null;
                    case Condition.Absent absent -> new ConditionJson("absent", null);
                    case Condition.Present present -> new ConditionJson("present", null);
                    case Condition.BuildsOn(String id) -> new ConditionJson("buildsOn", id);
                };
        return new WriteJson(
                event.topic(), event.entity(), event.timeGiven(), event.value(), event.headers(), condition);
    }

    private static Unit fromJson(UnitJson unit) {
        return unit.look() != null
                ? new Unit.Look(unit.look(), Optional.ofNullable(unit.eventId()))
                : new Unit.Writes(unit.writes().stream().map(Wire::fromJson).toList());
    }

    private static Unit.Write fromJson(WriteJson write) {
        if (!write.topic().startsWith(Topics.EVENTS_PREFIX)) {
            throw new IllegalArgumentException(write.topic() + " is no topic of events");
        }
        EncodedEvent event =
                EncodedEvent.of(write.topic(), write.entity(), write.value(), write.timeGiven(), write.headers());
        return new Unit.Write(event, write.condition() == null ? Condition.ANY : fromJson(write.condition()));
    }

    private static Condition fromJson(ConditionJson condition) {
        return switch (condition.kind()) {
            case "absent" -> Condition.ABSENT;
            case "present" -> Condition.PRESENT;
            case "buildsOn" -> new Condition.BuildsOn(condition.eventId());
            default -> throw new IllegalArgumentException("not a condition: " + condition.kind());
        };
    }

    private static ResultJson toJson(Result result) {
        return switch (result) {
            case Result.Stored(List<Result.Item> items) -> new ResultJson(items, null, null, false, null);
            case Result.Refused(int item, Result.Reason reason, Optional<HeadView> there) ->
                new ResultJson(null, item, reason, false, there.orElse(null));
            case Result.Seen(Optional<HeadView> head) -> new ResultJson(null, null, null, true, head.orElse(null));
        };
    }

    private static Result fromJson(ResultJson result) {
        if (result.stored() != null) {
            return new Result.Stored(result.stored());
        }
        Optional<HeadView> head = Optional.ofNullable(result.head());
        return result.seen() ? new Result.Seen(head) : new Result.Refused(result.refused(), result.reason(), head);
    }
}
