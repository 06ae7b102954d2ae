package io.dsel.ingest;

import io.dsel.event.InvalidEventException;
import io.dsel.ingest.writer.Condition;
import io.dsel.service.ProblemException;
import io.javalin.http.Context;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * On what a write depends, as the caller says it: in the headers {@code If-Match: "<eventId>"} and
 * {@code If-None-Match: *}, or, of one event among several, in its member {@code condition}. An event's id is its entity's
 * tag.
 */
final class Conditions {
    static final String MEMBER = "condition";

    private static final String IF_MATCH = "If-Match";
    private static final String IF_NONE_MATCH = "If-None-Match";
    private static final String ANY = "*";

    private Conditions() {}

    /** The entity tag that an event is. */
    static String tag(String eventId) {
        return '"' + eventId + '"';
    }

    /**
     * What the request's headers say, if they say something.
     *
     * @throws ProblemException 400 if that cannot be
     */
    static Optional<Condition> ofHeaders(Context ctx) {
        String match = ctx.header(IF_MATCH);
        String none = ctx.header(IF_NONE_MATCH);
        if (match != null && none != null) {
            throw bad(IF_MATCH, "give " + IF_MATCH + " or " + IF_NONE_MATCH + ", not both");
        }
        if (none != null) {
            if (!none.strip().equals(ANY)) {
                throw bad(IF_NONE_MATCH, "only '*' is possible: the object must not exist; it is '" + none + "'");
            }
            return Optional.of(Condition.ABSENT);
        }
        return Optional.ofNullable(match).map(String::strip).map(Conditions::match);
    }

    /** What they say of a deletion. @throws ProblemException 400 if that cannot be, such as that the object must not exist */
    static Condition ofHeadersOfDeletion(Context ctx) {
        return ofHeadersOfWhatIsThere(ctx, "what must not exist cannot be deleted");
    }

    /** What they say of a validation that is to be stored. @throws ProblemException 400 as of a deletion */
    static Condition ofHeadersOfValidation(Context ctx) {
        return ofHeadersOfWhatIsThere(ctx, "what must not exist has no history to store a validation in");
    }

    private static Condition ofHeadersOfWhatIsThere(Context ctx, String reason) {
        if (ctx.header(IF_NONE_MATCH) != null) {
            throw bad(IF_NONE_MATCH, reason + "; give " + IF_MATCH + " or neither");
        }
        return ofHeaders(ctx).orElse(Condition.ANY);
    }

    /** @throws ProblemException 400 if the headers hold a condition, which a request of several events cannot share */
    static void requireNone(Context ctx) {
        if (ofHeaders(ctx).isPresent()) {
            throw bad(
                    ctx.header(IF_MATCH) != null ? IF_MATCH : IF_NONE_MATCH,
                    "is for one object; of several events, give each its own 'condition'");
        }
    }

    /**
     * What an event's member says: {@code {"ifMatch": "<eventId>"}} or {@code {"ifNoneMatch": "*"}}.
     *
     * @throws InvalidEventException if it says anything else
     */
    static Condition ofMember(JsonNode condition) {
        if (condition.isMissingNode() || condition.isNull()) {
            return Condition.ANY;
        }
        JsonNode match = condition.path("ifMatch");
        JsonNode none = condition.path("ifNoneMatch");
        if (condition.size() != 1 || !(match.isString() || none.asString("").equals(ANY))) {
            throw new InvalidEventException(
                    MEMBER, "is not {\"ifMatch\": \"<eventId>\"} or {\"ifNoneMatch\": \"*\"}, but " + condition);
        }
        if (none.isString()) {
            return Condition.ABSENT;
        }
        return match.stringValue().equals(ANY) ? Condition.PRESENT : new Condition.BuildsOn(match.stringValue());
    }

    private static Condition match(String value) {
        if (value.equals(ANY)) {
            return Condition.PRESENT;
        }
        if (value.length() < 3 || !value.startsWith("\"") || !value.endsWith("\"")) {
            throw bad(IF_MATCH, "must be one event id in double quotes, or *; it is: " + value);
        }
        return new Condition.BuildsOn(value.substring(1, value.length() - 1));
    }

    private static ProblemException bad(String header, String detail) {
        return new ProblemException(IngestProblems.badRequest(header, detail));
    }
}
