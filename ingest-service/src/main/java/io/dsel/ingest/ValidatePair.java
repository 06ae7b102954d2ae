package io.dsel.ingest;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.EventLog.Write;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.Condition;
import io.dsel.ingest.writer.HeadView;
import io.dsel.kind.Kinds;
import io.dsel.kind.RuleVerdict;
import io.dsel.service.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two events of a validation: the intent holds the object that was examined, the outcome the verdicts and, as a
 * validation changes nothing, the object as it was before.
 *
 * <p>The state at a time is that in the greatest event by then. So that the examined object is nobody's state at any time,
 * both events have one time, behind that of the event they build on, and the intent has the lesser id. The writer then has
 * no reason to move either.
 *
 * @param applied the examined manifest as the event that would apply it, with the caller's comment and metadata; it has the
 *     outcome's id
 */
record ValidatePair(Event applied, String intentId) {
    static final String VALIDATION = "validation";

    private static final UUID INTENTS = UUID.fromString("9c0c2f0e-3f4b-5b0a-8a52-6f2f7d1f5a44");

    private static final String VALIDATE = "Validate";
    private static final String VALIDATED = "Validated";

    /**
     * @throws InvalidEventException if the object's kind has no such actions
     * @throws ProblemException 400 if the outcome's id, which the caller gave, sorts before the intent's
     */
    static ValidatePair of(Event applied, Kinds kinds) {
        String objectKind = applied.kind().objectKind();
        for (String action : List.of(VALIDATE, VALIDATED)) {
            kinds.schema(
                    new Event(applied.apiVersion(), new EventKind(objectKind, action), applied.meta(), applied.spec()));
        }
        if (applied.kind().objectField().equals(VALIDATION)) {
            throw new InvalidEventException(
                    "kind", objectKind + " has the name of what holds the verdicts in an event");
        }
        String id = applied.meta().eventId();
        String intentId = IntentIds.of(INTENTS, id);
        if (intentId.compareTo(id) >= 0) {
            throw new ProblemException(IngestProblems.badRequest(
                    RequestHeaders.EVENT_ID,
                    "'" + id + "' sorts before '" + intentId + "', the id of what the validation is of; let it begin"
                            + " with a letter or a digit other than 0"));
        }
        return new ValidatePair(applied, intentId);
    }

    String outcomeId() {
        return applied.meta().eventId();
    }

    /** Both, to be stored together if the object is still as it was read. @param last the event that left it so */
    Item on(HeadView head, Event last, List<RuleVerdict> verdicts) {
        long now = applied.meta().timestamp().toEpochMilli();
        Instant time = Instant.ofEpochMilli(Math.max(now, head.timestamp() + 1));
        EventKind kind = new EventKind(applied.kind().objectKind(), VALIDATED);
        ObjectNode spec = JsonNodeFactory.instance.objectNode();
        spec.set(kind.objectField(), last.state());
        spec.set(VALIDATION, Verdicts.write(verdicts));
        Event outcome = new Event(last.apiVersion(), kind, meta(outcomeId(), time, intentId), spec);
        return new Item.Valid(
                new Write(outcome, false, new Condition.BuildsOn(intentId)),
                Optional.of(new Write(intent(time), false, new Condition.BuildsOn(head.eventId()))),
                this::fromManifestsRoot);
    }

    /**
     * The intent alone, which is not stored in any case: the log tells whether it is the one that it has. If it has none of
     * that id, the condition does not hold, as no event builds on itself.
     */
    Item intentAgain() {
        Event intent = intent(applied.meta().timestamp());
        return new Item.Valid(new Write(intent, false, new Condition.BuildsOn(intentId)), this::fromManifestsRoot);
    }

    /** Whether an event is what came of this request, or of another one with its id. */
    boolean isOutcome(Event event) {
        return event.entity().equals(applied.entity())
                && event.kind().action().equals(VALIDATED)
                && event.meta().eventId().equals(outcomeId())
                && intentId.equals(event.meta().causationId());
    }

    private Event intent(Instant time) {
        EventKind kind = new EventKind(applied.kind().objectKind(), VALIDATE);
        EventMeta meta = meta(intentId, time, applied.meta().causationId());
        return new Event(applied.apiVersion(), kind, meta, applied.spec());
    }

    private EventMeta meta(String eventId, Instant time, String causationId) {
        EventMeta meta = applied.meta();
        return new EventMeta(
                eventId,
                time,
                meta.userId(),
                meta.correlationId(),
                causationId,
                meta.executionId(),
                meta.name(),
                meta.appId(),
                meta.region(),
                meta.labels());
    }

    private Throwable fromManifestsRoot(Throwable error) {
        return error instanceof InvalidEventException invalid
                ? ManifestRequest.fromManifestsRoot(invalid, applied.kind())
                : error;
    }
}
