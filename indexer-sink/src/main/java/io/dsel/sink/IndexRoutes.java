package io.dsel.sink;

import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.dsel.service.ProblemException;
import io.dsel.sink.generation.Comparisons;
import io.dsel.sink.generation.Comparisons.State;
import io.dsel.sink.generation.Progress;
import io.dsel.sink.generation.Steps;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.OptionalInt;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The generations of the index over HTTP, and the steps of a rebuild. */
final class IndexRoutes {
    private final Progress progress;
    private final Steps steps;
    private final Comparisons comparisons;

    IndexRoutes(Progress progress, Steps steps, Comparisons comparisons) {
        this.progress = progress;
        this.steps = steps;
        this.comparisons = comparisons;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/index", ctx -> HttpServer.json(ctx, progress.status()));
        routes.post("/v1/index/rebuild", ctx -> {
            OptionalInt rate = rate(SinkRoutes.body(ctx));
            step(ctx, () -> steps.start(rate));
        });
        routes.post("/v1/index/promote", ctx -> step(ctx, steps::promote));
        routes.post("/v1/index/rollback", ctx -> step(ctx, steps::rollback));
        routes.post("/v1/index/drop", ctx -> step(ctx, steps::drop));
        routes.post("/v1/index/compare", ctx -> HttpServer.json(ctx, document(comparisons.start())));
        routes.get("/v1/index/compare", ctx -> HttpServer.json(ctx, document(comparisons.state())));
    }

    private void step(Context ctx, Supplier<?> step) {
        step.get();
        HttpServer.json(ctx, progress.status());
    }

    private static ObjectNode document(State comparison) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        switch (comparison) {
            case State.Running(long done, long total) ->
                document.put("state", "RUNNING").put("done", done).put("total", total);
            case State.Failed(String reason) -> document.put("state", "FAILED").put("reason", reason);
            case State.Done(long done, var result) -> {
                document.put("state", "DONE").put("done", done).put("total", done);
                document.setAll((ObjectNode) Json.MAPPER.<JsonNode>valueToTree(result));
            }
        }
        return document;
    }

    private static OptionalInt rate(JsonNode body) {
        JsonNode rate = body.path("rate");
        if (rate.isMissingNode()) {
            return OptionalInt.empty();
        }
        if (!rate.isIntegralNumber() || !rate.canConvertToInt() || rate.asInt() < 0) {
            throw new ProblemException(SinkRoutes.badParameter(
                    "rate", "rate is a whole number of documents a second, 0 for no limit, not " + rate));
        }
        return OptionalInt.of(rate.asInt());
    }
}
