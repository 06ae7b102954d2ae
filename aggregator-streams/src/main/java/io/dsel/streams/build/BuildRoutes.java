package io.dsel.streams.build;

import io.dsel.aggregate.Aggregates;
import io.dsel.build.Build;
import io.dsel.build.BuildJson;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which aggregates there are, and how far each is with the events before it. */
final class BuildRoutes {
    /** By their names, the formulas that events are noted for on this instance. */
    static final String FORMULAS = "/v1/aggregates/formulas";

    private final Supplier<Aggregates> aggregates;
    private final BuildLog log;

    BuildRoutes(Supplier<Aggregates> aggregates, BuildLog log) {
        this.aggregates = aggregates;
        this.log = log;
    }

    void addTo(RoutesConfig routes) {
        routes.get(FORMULAS, this::formulas);
        routes.get("/v1/aggregates", this::list);
    }

    private void formulas(Context ctx) {
        ObjectNode formulas = Json.MAPPER.createObjectNode();
        aggregates.get().all().forEach(aggregate -> formulas.put(aggregate.name(), aggregate.formula()));
        HttpServer.json(ctx, formulas);
    }

    private void list(Context ctx) {
        Map<String, Build> builds = log.read();
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        aggregates.get().all().forEach(aggregate -> {
            ObjectNode item = items.addObject();
            item.put("aggregate", aggregate.name());
            item.put("formula", aggregate.formula());
            item.put("owner", aggregate.manifest().owner());
            item.put("description", aggregate.manifest().description());
            Optional.ofNullable(builds.get(Build.rule(aggregate.name(), aggregate.formula())))
                    .ifPresentOrElse(
                            build -> item.setAll(BuildJson.summary(build)), () -> item.put("state", "WAITING"));
        });
        HttpServer.json(ctx, body);
    }
}
