package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.gateway.compare.Diff;
import io.dsel.gateway.compare.ObjectState;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.ReadWish;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tiers;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the two states that are to be compared. */
final class Differences {
    private final Tiers tiers;

    Differences(Tiers tiers) {
        this.tiers = tiers;
    }

    /**
     * @param with the second entity; empty for two states of one
     * @param from time of the first state; empty for that before the second's event or, of two entities, for {@code to}
     * @param to time of the second state; empty for now
     */
    record Question(
            EntityKey entity,
            Optional<EntityKey> with,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Instant> knownAt) {}

    /** The events that left the two states; either may be missing. */
    record Ends(Optional<ObjectNode> from, Optional<ObjectNode> to) {
        boolean areNone() {
            return from.isEmpty() && to.isEmpty();
        }

        /**
         * @param full whether the two events come whole
         * @throws BadParameterException if a kind has no version that is asked for
         * @throws NotConvertibleException if a state cannot be read as of it
         */
        ObjectNode json(boolean full, VersionReader versions) {
            Optional<VersionedEvent> first = from.map(versions::readState);
            Optional<VersionedEvent> second = to.map(versions::readState);
            ObjectNode json = Json.MAPPER.createObjectNode();
            json.set("from", end(first, full));
            json.set("to", end(second, full));
            ArrayNode changes = json.putArray("changes");
            Diff.of(state(first), state(second)).forEach(change -> changes.add(change.json()));
            return json;
        }

        private static JsonNode state(Optional<VersionedEvent> end) {
            return ObjectState.of(end.map(VersionedEvent::event).orElse(null));
        }

        private static ObjectNode end(Optional<VersionedEvent> event, boolean full) {
            return event.map(it -> {
                        ObjectNode end = Cause.of(it.event()).addTo(Json.MAPPER.createObjectNode());
                        it.sayWhence(end);
                        if (full) {
                            end.set("event", it.event());
                        }
                        return end;
                    })
                    .orElse(null);
        }
    }

    Answered<Ends> read(Question question, ReadWish wish) {
        if (question.with().isEmpty() && question.from().isEmpty()) {
            return lastChange(question, wish);
        }
        Deadline deadline = Deadline.in(wish.timeout());
        Optional<Instant> first = question.from().or(question::to);
        Answered<Optional<FoundEvent>> from =
                tiers.object(new ObjectQuery(question.entity(), first, question.knownAt()), wish);
        EntityKey second = question.with().orElse(question.entity());
        Answered<Optional<FoundEvent>> to = tiers.object(
                new ObjectQuery(second, question.to(), question.knownAt()), WholeHistory.within(deadline, wish));
        return new Answered<>(
                new Ends(from.value().map(FoundEvent::event), to.value().map(FoundEvent::event)),
                Receipts.weaker(from.receipt(), to.receipt()));
    }

    private Answered<Ends> lastChange(Question question, ReadWish wish) {
        Slice lastTwo = new Slice(Slice.Direction.DESC, 2, Optional.empty(), true);
        Answered<Page<EventEntry>> answer = tiers.history(
                new HistoryQuery(question.entity(), WholeHistory.until(question.to(), question.knownAt()), lastTwo),
                wish);
        List<EventEntry> events = answer.value().items();
        return new Answered<>(new Ends(event(events, 1), event(events, 0)), answer.receipt());
    }

    private static Optional<ObjectNode> event(List<EventEntry> events, int i) {
        return i < events.size() ? events.get(i).event() : Optional.empty();
    }
}
