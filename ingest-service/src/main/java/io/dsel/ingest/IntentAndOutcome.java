package io.dsel.ingest;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.ingest.EventLog.Write;
import io.dsel.ingest.writer.Condition;
import io.dsel.kind.Action;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in two events: what was wanted, with what only the caller can say of it, and what came of it, which names the
 * first. The intent is stored only where there is something to say, and only together with its outcome.
 *
 * @param intent empty if the outcome says it all
 */
record IntentAndOutcome(Optional<Write> intent, Write outcome) {
    private static final UUID INTENTS = UUID.fromString("5d0cf1c4-6d1b-5d5e-9a3c-2f4be0a3b6f1");

    private static final String COMMENT = "comment";
    private static final String METADATA = "metadata";

    /** @param event the outcome, with the caller's comment and metadata still in it */
    static IntentAndOutcome of(Event event, Condition condition, Kinds kinds) {
        Optional<String> action = kinds.find(event.kind().objectKind(), event.state())
                .flatMap(kind -> intent(kind, event.kind().action()));
        if (action.isEmpty()
                || !(event.spec().has(COMMENT) || event.spec().path(METADATA).has(COMMENT))) {
            return new IntentAndOutcome(Optional.empty(), new Write(event, false, condition));
        }
        String id = IntentIds.of(INTENTS, event.meta().eventId());
        EventKind kind = new EventKind(event.kind().objectKind(), action.get());
        Event intent = new Event(
                event.apiVersion(), kind, with(event.meta(), id, event.meta().causationId()), event.spec());
        Event outcome = new Event(
                event.apiVersion(),
                event.kind(),
                with(event.meta(), event.meta().eventId(), id),
                withoutThat(event.spec()));
        return new IntentAndOutcome(
                Optional.of(new Write(intent, false, condition)),
                new Write(outcome, false, new Condition.BuildsOn(id)));
    }

    private static Optional<String> intent(Kind kind, String outcome) {
        return kind.manifest().actions().stream()
                .filter(action -> action.outcome().name().equals(outcome))
                .flatMap(action -> action.intent().stream())
                .map(Action.Step::name)
                .findFirst();
    }

    private static ObjectNode withoutThat(ObjectNode spec) {
        ObjectNode rest = spec.deepCopy();
        rest.remove(COMMENT);
        rest.remove(METADATA);
        return rest;
    }

    private static EventMeta with(EventMeta meta, String eventId, String causationId) {
        return new EventMeta(
                eventId,
                meta.timestamp(),
                meta.userId(),
                meta.correlationId(),
                causationId,
                meta.executionId(),
                meta.name(),
                meta.appId(),
                meta.region(),
                meta.labels());
    }
}
