package io.dsel.sink;

import io.dsel.client.ReplayTarget;
import io.dsel.event.InvalidEventException;
import io.dsel.index.Generations;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.rebuild.RefusedStepException;
import io.dsel.service.HttpServer;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.dsel.service.ProblemTable;
import io.dsel.sink.generation.Indexing;
import io.dsel.sink.log.DeadLetterBox;
import io.dsel.sink.log.Replay;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.JsonNode;

/** Lag, replay and dead letters over HTTP. */
final class SinkRoutes {
    private static final int USUAL_LIMIT = 100;
    private static final int MAX_LIMIT = 1000;
    private static final String GENERATION = "generation";

    private final Indexing indexing;
    private final Replay replay;
    private final DeadLetterBox deadLetters;

    SinkRoutes(Indexing indexing, Replay replay, DeadLetterBox deadLetters) {
        this.indexing = indexing;
        this.replay = replay;
        this.deadLetters = deadLetters;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/lag", ctx -> HttpServer.json(ctx, replay.lag(generation(ctx.queryParam(GENERATION)))));
        routes.post("/v1/replay/plan", ctx -> HttpServer.json(ctx, replay.plan(generation(ctx), target(ctx))));
        routes.post("/v1/replay/pause", ctx -> {
            indexing.pause(generation(ctx));
            state(ctx);
        });
        routes.post("/v1/replay/apply", ctx -> HttpServer.json(ctx, replay.apply(generation(ctx), target(ctx))));
        routes.post("/v1/replay/resume", ctx -> {
            indexing.resume(generation(ctx));
            state(ctx);
        });
        routes.get("/v1/dead-letters", ctx -> {
            int limit = limit(ctx.queryParam("limit"));
            HttpServer.json(ctx, Map.of("items", deadLetters.newest(limit)));
        });
        routes.post("/v1/dead-letters/resend", ctx -> {
            JsonNode body = body(ctx);
            String limit = body.has("limit") ? body.get("limit").asString("?") : null;
            HttpServer.json(ctx, deadLetters.resend(from(body), limit(limit)));
        });
    }

    static ProblemTable problems() {
        return new ProblemTable()
                .on(SyntaxException.class, e -> new Problem(400, "syntax", "Not JSON", e.getMessage()))
                .on(InvalidEventException.class, e -> badParameter(e.field(), e.getMessage()))
                .on(
                        Replay.GroupNotEmptyException.class,
                        e -> new Problem(409, "not-paused", "Not paused", e.getMessage()))
                .on(RefusedStepException.class, e -> new Problem(409, "refused-step", "Not now", e.getMessage()))
                .on(
                        UncheckedIOException.class,
                        e -> new Problem(
                                503,
                                "unavailable",
                                "OpenSearch does not answer",
                                e.getCause().getMessage()))
                .on(
                        KafkaException.class,
                        e -> new Problem(503, "unavailable", "The log does not answer", e.toString()));
    }

    private void state(Context ctx) {
        HttpServer.json(ctx, Map.of("state", indexing.state(generation(ctx)).label()));
    }

    private int generation(Context ctx) {
        return generation(body(ctx).path(GENERATION).asString(null));
    }

    /** @param text its number; the live one without it */
    private int generation(String text) {
        Generations generations = indexing.generations();
        if (text == null) {
            return generations.live();
        }
        return generations.all().stream()
                .filter(generation -> text.equals(Integer.toString(generation)))
                .findFirst()
                .orElseThrow(() -> new ProblemException(badParameter(
                        GENERATION, "the index has the generations " + generations.all() + ", and no '" + text + "'")));
    }

    private static ReplayTarget target(Context ctx) {
        return ReplayTarget.read(body(ctx));
    }

    static JsonNode body(Context ctx) {
        byte[] body = ctx.bodyAsBytes();
        return body.length == 0 ? Json.MAPPER.createObjectNode() : Json.parse(body);
    }

    /** An object {@code {"<partition>": <offset>}}, as {@code next} in the answer is. */
    private static Map<Integer, Long> from(JsonNode body) {
        Map<Integer, Long> offsets = new HashMap<>();
        JsonNode from = body.path("from");
        boolean right = from.isMissingNode() || from.isObject();
        for (Map.Entry<String, JsonNode> offset : from.properties()) {
            right &= offset.getKey().matches("[0-9]{1,6}")
                    && offset.getValue().isIntegralNumber()
                    && offset.getValue().asLong(-1) >= 0;
            if (right) {
                offsets.put(Integer.parseInt(offset.getKey()), offset.getValue().longValue());
            }
        }
        if (!right) {
            throw new ProblemException(badParameter("from", "from is {\"<partition>\": <offset>, …}, not " + from));
        }
        return offsets;
    }

    private static int limit(String text) {
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (text.matches("[0-9]{1,6}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw new ProblemException(
                badParameter("limit", "limit is a whole number from 1 to " + MAX_LIMIT + ", not '" + text + "'"));
    }

    static Problem badParameter(String parameter, String detail) {
        return new Problem(400, "bad-parameter", "Bad parameter", detail).with("parameter", parameter);
    }
}
