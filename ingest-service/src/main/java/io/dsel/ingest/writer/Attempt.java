package io.dsel.ingest.writer;

import io.dsel.event.EventMeta;
import io.dsel.event.EventOrder;
import io.dsel.ingest.writer.Decision.Accept.Entry;
import io.dsel.ingest.writer.Result.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The transaction in the making: decides of units, one after the other, each seeing what those before it append. Nothing
 * of it is in the partition's state before it is committed; after an abort it is forgotten.
 */
final class Attempt {
    private static final long LAST = EventMeta.LAST.toEpochMilli() - 1;

    private final PartitionState state;
    private final List<EncodedEvent> appended = new ArrayList<>();
    private final Layer accepted = new Layer(Map.of(), Map.of());

    /** What has been decided beyond a layer below. */
    private static final class Layer {
        final Map<String, Head> heads;
        final Map<String, Known> ids;

        Layer(Map<String, Head> heads, Map<String, Known> ids) {
            this.heads = new HashMap<>(heads);
            this.ids = new HashMap<>(ids);
        }
    }

    /** One unit's part: kept if the whole unit is accepted. */
    private final class Trial {
        final Layer own = new Layer(Map.of(), Map.of());
        final List<EncodedEvent> events = new ArrayList<>();
        final List<Entry> entries = new ArrayList<>();

        Head head(String entity) {
            Head head = own.heads.get(entity);
            return head != null ? head : Attempt.this.head(entity);
        }

        Known known(String entity, String id) {
            Known known = own.ids.get(id);
            return known != null ? known : Attempt.this.known(entity, id);
        }

        void append(EncodedEvent event) {
            Ref ref = new Ref.Pending(appended.size() + events.size());
            boolean deletion = EncodedEvent.isDeletion(event.topic());
            long timestamp = event.order().timestamp();
            events.add(event);
            entries.add(new Entry(ref, timestamp, false));
            own.ids.put(event.order().eventId(), new Known(event.fingerprint(), timestamp, 0, deletion, ref));
            Head head = head(event.entity());
            if (head == null || head.order().compareTo(event.order()) < 0) {
                own.heads.put(event.entity(), new Head(event.order(), deletion, event.fingerprint(), ref));
            }
        }
    }

    Attempt(PartitionState state) {
        this.state = state;
    }

    Decision decide(Unit unit) {
        return switch (unit) {
            case Unit.Look(String entity, Optional<String> id) -> new Decision.Show(look(entity, id));
            case Unit.Writes(List<Unit.Write> writes) -> decide(writes);
        };
    }

    /** What the transaction is to append, in this order. */
    List<EncodedEvent> appended() {
        return appended;
    }

    /** The transaction is committed: what it appended is in the log. */
    void committed(List<Placed> placed) {
        for (int i = 0; i < appended.size(); i++) {
            EncodedEvent event = appended.get(i);
            state.observe(event.entity(), event.order(), event.fingerprint(), placed.get(i));
        }
    }

    private Decision decide(List<Unit.Write> writes) {
        Trial trial = new Trial();
        for (int i = 0; i < writes.size(); i++) {
            Optional<Decision> refusal = attempt(trial, i, writes.get(i));
            if (refusal.isPresent()) {
                return refusal.get();
            }
        }
        appended.addAll(trial.events);
        accepted.heads.putAll(trial.own.heads);
        accepted.ids.putAll(trial.own.ids);
        return new Decision.Accept(List.copyOf(trial.entries));
    }

    /** Empty if the write is accepted. */
    private Optional<Decision> attempt(Trial trial, int item, Unit.Write write) {
        EncodedEvent event = write.event();
        String id = event.order().eventId();
        Known known = trial.known(event.entity(), id);
        if (known != null && known.is(event)) {
            trial.entries.add(new Entry(known.ref(), known.timestamp(), true));
            return Optional.empty();
        }
        if (known != null) {
            return refuse(item, Reason.ID_CONFLICT, trial.own.ids.containsKey(id) ? null : known.asHead(id));
        }
        Head head = trial.head(event.entity());
        if (!write.condition().holds(head)) {
            return refuse(item, Reason.CONDITION_FAILED, head(event.entity()));
        }
        EncodedEvent timed = event.timeGiven() ? event : behind(head, event);
        if (!(write.condition() instanceof Condition.Any) && !isBehind(head, timed.order())) {
            return refuse(item, Reason.OLDER_THAN_HEAD, head(event.entity()));
        }
        trial.append(timed);
        return Optional.empty();
    }

    /** @param there outside the unit, whose own events will not be; null if there is none */
    private static Optional<Decision> refuse(int item, Reason reason, Head there) {
        return Optional.of(new Decision.Refuse(item, reason, Optional.ofNullable(there)));
    }

    /** @param id empty for the head */
    private Optional<Head> look(String entity, Optional<String> id) {
        return id.isEmpty()
                ? Optional.ofNullable(head(entity))
                : Optional.ofNullable(known(entity, id.get())).map(known -> known.asHead(id.get()));
    }

    private Known known(String entity, String id) {
        Known known = accepted.ids.get(id);
        return known != null ? known : state.known(entity, id);
    }

    private Head head(String entity) {
        Head head = accepted.heads.get(entity);
        return head != null ? head : state.head(entity);
    }

    /** A time made here must not let a write vanish behind one that was there before it. */
    private static EncodedEvent behind(Head head, EncodedEvent event) {
        return isBehind(head, event.order())
                ? event
                : event.at(Math.min(LAST, head.order().timestamp() + 1));
    }

    private static boolean isBehind(Head head, EventOrder order) {
        return head == null || head.order().compareTo(order) < 0;
    }
}
