package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.writer.HeadView;
import io.dsel.json.SyntaxException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import java.io.EOFException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Which problem each exception means to the caller. */
final class IngestProblems {
    static final String CONDITION_FAILED = "condition-failed";
    static final String ID_CONFLICT = "id-conflict";
    static final int FAILED_DEPENDENCY = 424;

    private IngestProblems() {}

    static ProblemTable table() {
        return new ProblemTable()
                .on(InvalidEventException.class, IngestProblems::invalid)
                .on(SyntaxException.class, IngestProblems::syntax)
                .on(EventTooLargeException.class, e -> tooLarge(e.getMessage()))
                .on(RulesBrokenException.class, IngestProblems::rulesBroken)
                .on(ManifestRefusedException.class, IngestProblems::manifestRefused)
                .on(KindInUseException.class, IngestProblems::kindInUse)
                .on(ConflictException.class, IngestProblems::conflict)
                .on(LogUnavailableException.class, e -> unavailable(e.getMessage()))
                .on(
                        EOFException.class,
                        e -> new Problem(400, "syntax", "The body cannot be read", "the body ended before its end"));
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "too-large", "Too large", detail);
    }

    static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "unsupported-media-type", "Media type not supported", detail);
    }

    static Problem badRequest(String parameter, String detail) {
        return new Problem(400, "bad-parameter", "Bad parameter", detail).with("parameter", parameter);
    }

    /** Nothing is wrong with the item itself. @param culprit the one that is to blame */
    static Problem failedDependency(EventWriter.Asked culprit) {
        String which =
                switch (culprit) {
                    case EventWriter.Asked.OfEvent event -> "event " + event.eventId() + ", which was refused";
                    case EventWriter.Asked.OfNone none -> "one that is not valid";
                };
        return new Problem(
                FAILED_DEPENDENCY,
                "failed-dependency",
                "Not stored without the others",
                "it is stored only together with " + which);
    }

    /** @param entities by partition */
    static Problem acrossPartitions(Map<Integer, Set<String>> entities) {
        return new Problem(
                        422,
                        "atomic-across-partitions",
                        "An atomic batch lies in one partition",
                        "these entities lie in " + entities.size() + " partitions; only events of one partition, such"
                                + " as those of one entity, can be stored all or none")
                .with("partitions", entities);
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "The log does not answer", detail);
    }

    /** @param hint what to do; empty for none */
    static Problem notFound(EntityKey entity, String hint) {
        return new Problem(404, "not-found", "Not found", "there is no " + entity.text() + " in the log" + hint);
    }

    /** @param deletion that lies at the head */
    static Problem deleted(EntityKey entity, HeadView head, Event deletion, String hint) {
        return new Problem(404, "deleted", "Deleted", entity + " was deleted by event " + head.eventId() + hint)
                .with("event", EventJson.write(deletion));
    }

    private static Problem invalid(InvalidEventException e) {
        return new Problem(422, "invalid-event", "The event is not valid", e.getMessage())
                .with("errors", e.violations());
    }

    static Problem rulesBroken(RulesBrokenException e) {
        return new Problem(422, "rules-broken", "The object breaks rules of its kind", e.getMessage())
                .with("rules", KindJson.rules(e.broken()));
    }

    private static Problem manifestRefused(ManifestRefusedException e) {
        return new Problem(422, e.sort() + "-refused", "The " + e.sort() + " cannot be changed so", e.getMessage())
                .with("change", KindJson.change(e.change()));
    }

    private static Problem kindInUse(KindInUseException e) {
        return new Problem(
                        409,
                        "kind-in-use",
                        "The kind is in use",
                        e.getMessage()
                                + "; with force=true its manifest is deleted all the same: its events stay and can"
                                + " be read, and what is written of it from then on is held to nothing")
                .with("eventKinds", e.used().stream().map(EventKind::name).toList());
    }

    private static Problem syntax(SyntaxException e) {
        Problem problem = new Problem(400, "syntax", "The body cannot be read", e.getMessage());
        return e.line() < 0 ? problem : problem.with("line", e.line()).with("column", e.column());
    }

    private static Problem conflict(ConflictException e) {
        Problem problem =
                switch (e.reason()) {
                    case ID_CONFLICT ->
                        new Problem(
                                409,
                                ID_CONFLICT,
                                "The id is taken",
                                "another event has this id; an event never changes, so give a new one a new id");
                    case OLDER_THAN_HEAD ->
                        new Problem(
                                409,
                                "older-than-head",
                                "The event is older than what it builds on",
                                "its timestamp is not after that of the event it builds on; give a later one or none");
                    case CONDITION_FAILED, TOO_LARGE, TOPIC_CLOSED ->
                        new Problem(
                                409,
                                CONDITION_FAILED,
                                "The condition does not hold",
                                e.there()
                                        .map(head -> "the entity is at event " + head.eventId()
                                                + (head.deletion() ? ", which deleted it" : "")
                                                + "; read it, and build on it")
                                        .orElse("the entity has no event"));
                };
        return e.there().map(head -> problem.with("head", json(head))).orElse(problem);
    }

    private static ObjectNode json(HeadView head) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventId", head.eventId());
        json.put("timestamp", EventJson.time(Instant.ofEpochMilli(head.timestamp())));
        json.put("deleted", head.deletion());
        json.putObject("position")
                .put("topic", head.position().topic())
                .put("partition", head.position().partition())
                .put("offset", head.position().offset());
        return json;
    }
}
