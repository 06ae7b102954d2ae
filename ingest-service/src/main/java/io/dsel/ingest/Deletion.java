package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.Condition;
import io.dsel.ingest.writer.HeadView;
import io.dsel.ingest.writer.Result.Reason;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The end of an object as an event, which carries the last state. */
final class Deletion {
    private static final String DELETED = "Deleted";
    private static final int ATTEMPTS = 10;

    private final EventLog log;
    private final EventWriter writer;

    Deletion(EventLog log, EventWriter writer) {
        this.log = log;
        this.writer = writer;
    }

    /**
     * Deletes the object as it is, or, where others write it meanwhile, as it is then.
     *
     * @param condition what the caller wants to hold; a write of others then ends it
     * @throws ProblemException 404 if there is no such object
     */
    Outcome delete(EntityKey entity, Condition condition, RequestContext context) throws InterruptedException {
        Outcome outcome = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HeadView head =
                    log.head(entity).orElseThrow(() -> new ProblemException(IngestProblems.notFound(entity, "")));
            if (head.deletion()) {
                return again(entity, head, context);
            }
            if (condition instanceof Condition.BuildsOn(String id) && !id.equals(head.eventId())) {
                return writer.rejected(new ConflictException(Reason.CONDITION_FAILED, Optional.of(head)));
            }
            outcome = delete(entity, head, context);
            if (!(condition instanceof Condition.Any) || !hasMoved(outcome)) {
                return outcome;
            }
        }
        return outcome;
    }

    private Outcome delete(EntityKey entity, HeadView head, RequestContext context) throws InterruptedException {
        Event last = log.read(head.position());
        EventKind kind = new EventKind(entity.kind(), DELETED);
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("apiVersion", last.apiVersion()).put("kind", kind.name());
        ObjectNode meta = event.putObject("meta").put("appId", entity.appId()).put("name", entity.name());
        context.eventId().ifPresent(id -> meta.put("eventId", id));
        ObjectNode spec = event.putObject("spec");
        spec.set(kind.objectField(), last.state());
        context.comment()
                .ifPresent(comment -> ManifestRequest.comment(
                        spec,
                        last.state(),
                        entity.kind(),
                        comment,
                        context.kinds().get()));
        EventLog.Write write =
                new EventLog.Write(EventRequest.read(event, context), false, new Condition.BuildsOn(head.eventId()));
        return writer.writeAll(List.of(new Item.Valid(write, error -> error))).getFirst();
    }

    /** A retry is answered as before. */
    private Outcome again(EntityKey entity, HeadView head, RequestContext context) {
        if (context.eventId().filter(head.eventId()::equals).isPresent()) {
            return new Outcome.Stored(entity, new Published(head.eventId(), log.clusterId(), head.position()), true);
        }
        throw new ProblemException(IngestProblems.deleted(entity, head, log.read(head.position()), ""));
    }

    /** Whether others have written the entity since it was looked at. */
    static boolean hasMoved(Outcome outcome) {
        return outcome instanceof Outcome.Rejected(Problem problem)
                && problem.type().equals(IngestProblems.CONDITION_FAILED);
    }
}
