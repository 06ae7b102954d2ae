package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.Condition;
import io.dsel.ingest.writer.HeadView;
import io.dsel.ingest.writer.Result.Reason;
import io.dsel.kind.RuleVerdict;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A validation that is kept in the history of its object, which it leaves as it is. */
final class StoredValidation {
    private static final String HINT =
            "; a validation is stored in the history of an object that is there, and without store=true it is only told";
    private static final int ATTEMPTS = 10;

    private final EventLog log;
    private final Validation validation;
    private final EventWriter writer;

    StoredValidation(EventLog log, Validation validation, EventWriter writer) {
        this.log = log;
        this.validation = validation;
        this.writer = writer;
    }

    /**
     * Judges the manifest, and stores that beside the object as it is, or, where others write it meanwhile, as it is then.
     *
     * @param condition what the caller wants to hold; a write of others then ends it
     * @return {@link Outcome.Judged}, whatever the verdict, or why nothing is stored
     * @throws ProblemException 404 if there is no such object, 400 if the manifest is one of a kind, or the event id that
     *     the caller gives cannot be
     */
    Outcome store(JsonNode manifest, ManifestPlace place, Condition condition, RequestContext context)
            throws InterruptedException {
        try {
            Event applied = ManifestRequest.read(manifest, place, context);
            if (validation.manifests().of(applied).isPresent()) {
                throw new ProblemException(
                        IngestProblems.badRequest(
                                "store",
                                "a manifest of a kind or an aggregate is held to no rules; ask without it what it would change"));
            }
            ValidatePair pair = ValidatePair.of(applied, context.kinds().get());
            Optional<Outcome> earlier = context.eventId().isPresent() ? earlier(pair) : Optional.empty();
            return earlier.isPresent() ? earlier.get() : store(pair, condition);
        } catch (InvalidEventException | LogUnavailableException e) {
            return writer.rejected(e);
        }
    }

    private Outcome store(ValidatePair pair, Condition condition) throws InterruptedException {
        List<RuleVerdict> verdicts = verdicts(pair.applied());
        EntityKey entity = pair.applied().entity();
        Outcome outcome = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            HeadView head =
                    log.head(entity).orElseThrow(() -> new ProblemException(IngestProblems.notFound(entity, HINT)));
            if (head.deletion()) {
                throw new ProblemException(IngestProblems.deleted(entity, head, log.read(head.position()), HINT));
            }
            if (condition instanceof Condition.BuildsOn(String id) && !id.equals(head.eventId())) {
                return writer.rejected(new ConflictException(Reason.CONDITION_FAILED, Optional.of(head)));
            }
            outcome = write(pair, verdicts, head);
            if (is(outcome, IngestProblems.ID_CONFLICT)) {
                return earlier(pair).orElse(outcome);
            }
            if (!(condition instanceof Condition.Any) || !is(outcome, IngestProblems.CONDITION_FAILED)) {
                return outcome;
            }
        }
        return outcome;
    }

    private Outcome write(ValidatePair pair, List<RuleVerdict> verdicts, HeadView head) throws InterruptedException {
        Item item = pair.on(head, log.read(head.position()), verdicts);
        Outcome outcome = writer.writeAll(List.of(item)).getFirst();
        return outcome instanceof Outcome.Stored stored
                ? new Outcome.Judged(stored, pair.intentId(), verdicts)
                : outcome;
    }

    private List<RuleVerdict> verdicts(Event applied) {
        try {
            return validation.verdicts(applied);
        } catch (InvalidEventException e) {
            throw ManifestRequest.fromManifestsRoot(e, applied.kind());
        }
    }

    /**
     * What a request is answered that was sent before, from what was stored then: the object may have moved on since, and
     * its kind may have other rules. That is known by the outcome, before anything is written: were the outcome alone known,
     * and taken for the duplicate that it is, then an intent would be stored without one.
     *
     * @return empty if its id is not known
     */
    private Optional<Outcome> earlier(ValidatePair pair) throws InterruptedException {
        EntityKey entity = pair.applied().entity();
        Optional<HeadView> known = log.find(entity, pair.outcomeId());
        if (known.isEmpty()) {
            return Optional.empty();
        }
        HeadView there = known.get();
        Event outcome = log.read(there.position());
        if (!pair.isOutcome(outcome)) {
            return Optional.of(writer.rejected(new ConflictException(Reason.ID_CONFLICT, known)));
        }
        Outcome same = writer.writeAll(List.of(pair.intentAgain())).getFirst();
        if (same instanceof Outcome.Rejected && !is(same, IngestProblems.CONDITION_FAILED)) {
            return Optional.of(same);
        }
        Published published = new Published(there.eventId(), log.clusterId(), there.position());
        return Optional.of(new Outcome.Judged(
                new Outcome.Stored(entity, published, true),
                pair.intentId(),
                Verdicts.read(outcome.spec().path(ValidatePair.VALIDATION))));
    }

    private static boolean is(Outcome outcome, String problemType) {
        return outcome instanceof Outcome.Rejected(Problem problem)
                && problem.type().equals(problemType);
    }
}
