package io.dsel.streams.replay;

import io.dsel.client.ReplayTarget;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.service.HttpServer;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsRunningException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The steps of a replay over HTTP; who wants one takes them on every instance in turn. */
public final class ReplayRoutes {
    private final StreamsEngine engine;
    private final Replay replay;

    public ReplayRoutes(StreamsEngine engine, GroupOffsets offsets) {
        this.engine = engine;
        this.replay = new Replay(engine, offsets);
    }

    public void addTo(RoutesConfig routes) {
        routes.post("/v1/replay/plan", ctx -> HttpServer.json(ctx, replay.plan(target(ctx))));
        routes.post("/v1/replay/pause", ctx -> {
            replay.pause();
            state(ctx);
        });
        routes.post("/v1/replay/apply", ctx -> HttpServer.json(ctx, replay.apply(target(ctx))));
        routes.post("/v1/replay/resume", ctx -> {
            replay.resume();
            state(ctx);
        });
    }

    public static void addTo(ProblemTable problems) {
        problems.on(SyntaxException.class, e -> new Problem(400, "syntax", "Not JSON", e.getMessage()))
                .on(InvalidEventException.class, e -> new Problem(400, "bad-parameter", "Bad parameter", e.getMessage())
                        .with("parameter", e.field()))
                .on(StreamsRunningException.class, e -> new Problem(409, "not-paused", "Not paused", e.getMessage()));
    }

    private void state(Context ctx) {
        HttpServer.json(ctx, Map.of("state", engine.state()));
    }

    private static ReplayTarget target(Context ctx) {
        byte[] body = ctx.bodyAsBytes();
        JsonNode json = body.length == 0 ? Json.MAPPER.createObjectNode() : Json.parse(body);
        return ReplayTarget.read(json);
    }
}
