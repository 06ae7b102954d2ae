package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.gateway.compare.Diff;
import io.dsel.gateway.compare.ObjectState;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.ReadWish;
import io.dsel.gateway.read.Tiers;
import io.dsel.json.Json;
import java.time.Instant;
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
        Deadline deadline = Deadline.in(wish.timeout());
        EntityKey second = question.with().orElse(question.entity());
        Answered<Optional<FoundEvent>> to =
                tiers.object(new ObjectQuery(second, question.to(), question.knownAt()), wish);
        Optional<Instant> first =
                question.from().or(() -> question.with().isPresent() ? question.to() : before(to.value()));
        if (first.isEmpty() && question.with().isEmpty()) {
            return new Answered<>(ends(Optional.empty(), to.value()), to.receipt());
        }
        Answered<Optional<FoundEvent>> from = tiers.object(
                new ObjectQuery(question.entity(), first, question.knownAt()), WholeHistory.within(deadline, wish));
        return new Answered<>(ends(from.value(), to.value()), Receipts.weaker(from.receipt(), to.receipt()));
    }

    private static Ends ends(Optional<FoundEvent> from, Optional<FoundEvent> to) {
        return new Ends(from.map(FoundEvent::event), to.map(FoundEvent::event));
    }

    /** Just before an event, when the state was still that before it; empty if no event can be before it. */
    private static Optional<Instant> before(Optional<FoundEvent> event) {
        return event.map(found -> found.event().at("/meta/timestamp").asString())
                .map(Instant::parse)
                .filter(Instant.EPOCH::isBefore)
                .map(time -> time.minusMillis(1));
    }
}
