package io.dsel.ingest;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Outcomes as HTTP answers. */
final class Answers {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int MULTI_STATUS = 207;
    private static final int UNAVAILABLE = 503;
    private static final String TOKEN = "Dsel-Token";

    private Answers() {}

    /**
     * 201 with the event's position and where its object is read.
     *
     * @throws ProblemException if it was rejected
     */
    static void single(Context ctx, Outcome outcome) {
        single(ctx, outcome, CREATED);
    }

    /** As {@link #single(Context, Outcome)}, for what was there and is no more. */
    static void deleted(Context ctx, Outcome outcome) {
        single(ctx, outcome, OK);
    }

    private static void single(Context ctx, Outcome outcome, int status) {
        switch (outcome) {
            case Outcome.Rejected rejected -> throw new ProblemException(rejected.problem());
            case Outcome.Passed passed -> throw new IllegalStateException("a write was only examined");
            case Outcome.Judged judged -> throw new IllegalStateException("a write was only judged");
            case Outcome.Stored stored -> stored(ctx, stored, status, stored.json());
        }
    }

    private static void stored(Context ctx, Outcome.Stored stored, int status, ObjectNode body) {
        tags(ctx, stored)
                .status(status)
                .header("Location", "/v1/objects/" + stored.entity().text())
                .contentType("application/json")
                .result(Json.writeBytes(body));
    }

    /** What the next request may build on, and wait for. */
    private static Context tags(Context ctx, Outcome.Stored stored) {
        return ctx.header("ETag", Conditions.tag(stored.published().eventId()))
                .header(TOKEN, stored.published().token().text());
    }

    /**
     * 201 with the position of the event that holds the verdicts, and with them.
     *
     * @throws ProblemException if nothing was stored; 422 with what was, if a rule is broken
     */
    static void judged(Context ctx, Outcome outcome) {
        switch (outcome) {
            case Outcome.Rejected rejected -> throw new ProblemException(rejected.problem());
            case Outcome.Passed passed -> throw new IllegalStateException("nothing was stored");
            case Outcome.Stored stored -> throw new IllegalStateException("nothing was judged");
            case Outcome.Judged judged -> {
                Optional<RulesBrokenException> broken = RulesBrokenException.of(judged.verdicts());
                if (broken.isPresent()) {
                    tags(ctx, judged.stored());
                    throw new ProblemException(
                            IngestProblems.rulesBroken(broken.get()).with("stored", judged.found()));
                }
                stored(ctx, judged.stored(), CREATED, judged.json());
            }
        }
    }

    /**
     * 200 with what would become of each; nothing was stored.
     *
     * @throws ProblemException if it is one only, and would be rejected
     */
    static void examined(Context ctx, List<Outcome> outcomes, boolean single) {
        if (single && outcomes.getFirst() instanceof Outcome.Rejected(Problem problem)) {
            throw new ProblemException(problem);
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode items = body.putArray("items");
        outcomes.forEach(outcome -> items.add(outcome.json()));
        boolean all = outcomes.stream().allMatch(Outcome.Passed.class::isInstance);
        ctx.status(all ? OK : MULTI_STATUS)
                .contentType("application/json")
                .result(Json.writeBytes(single ? outcomes.getFirst().json() : body));
    }

    /**
     * 200 where all were stored, else 207, with each item's outcome and a token that covers all that were stored.
     *
     * @throws ProblemException 503 if the log took none, because it does not answer
     */
    static void batch(Context ctx, List<Outcome> outcomes, String clusterId) {
        ArrayNode items = JsonNodeFactory.instance.arrayNode(outcomes.size());
        List<LogPosition> positions = new ArrayList<>(outcomes.size());
        boolean unavailable = false;
        boolean onlyUnavailable = !outcomes.isEmpty();
        for (Outcome outcome : outcomes) {
            items.add(outcome.json());
            if (outcome instanceof Outcome.Stored stored) {
                positions.add(stored.published().position());
            }
            boolean away = outcome instanceof Outcome.Rejected(Problem problem) && problem.status() == UNAVAILABLE;
            unavailable |= away;
            onlyUnavailable &= away;
        }
        if (onlyUnavailable) {
            throw new ProblemException(IngestProblems.unavailable("the log has acknowledged none of the events; send"
                            + " them again under the same ids, so that they count once")
                    .with("items", items));
        }
        if (unavailable) {
            ctx.header("Retry-After", "1");
        }
        String token = Token.of(clusterId, positions).text();
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("items", items);
        body.put("token", token);
        ctx.status(positions.size() == outcomes.size() ? OK : MULTI_STATUS)
                .header(TOKEN, token)
                .contentType("application/json")
                .result(Json.writeBytes(body));
    }
}
