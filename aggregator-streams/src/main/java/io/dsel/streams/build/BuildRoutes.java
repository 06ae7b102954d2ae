package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.VersionName;
import io.dsel.build.Build;
import io.dsel.build.BuildJson;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.dsel.streams.topology.Declared;
import io.dsel.topic.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which aggregates there are, and how far each is with the events before it. */
final class BuildRoutes {
    /** By their names, the formulas that events are noted for on this instance: of all that are declared and that it can make. */
    static final String FORMULAS = "/v1/aggregates/formulas";

    private final Declared declared;
    private final BuildLog log;

    BuildRoutes(Declared declared, BuildLog log) {
        this.declared = declared;
        this.log = log;
    }

    void addTo(RoutesConfig routes) {
        routes.get(FORMULAS, this::formulas);
        routes.get("/v1/aggregates", this::list);
    }

    private void formulas(Context ctx) {
        ObjectNode formulas = Json.MAPPER.createObjectNode();
        declared.aggregates().get().all().stream()
                .filter(aggregate -> !declared.unmade().holds(aggregate))
                .forEach(aggregate -> formulas.put(aggregate.name(), aggregate.formula()));
        HttpServer.json(ctx, formulas);
    }

    private void list(Context ctx) {
        Map<String, Build> builds = log.read();
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        declared.aggregates().get().declared().forEach(versions -> {
            add(items, versions.live(), "LIVE", builds);
            versions.candidate().ifPresent(it -> add(items, it, "CANDIDATE", builds));
            versions.previous().ifPresent(it -> add(items, it, "PREVIOUS", builds));
        });
        HttpServer.json(ctx, body);
    }

    private static void add(ArrayNode items, Aggregate version, String role, Map<String, Build> builds) {
        VersionName name = VersionName.parse(version.name());
        ObjectNode item = items.addObject();
        item.put("name", name.aggregate()).put("version", name.version()).put("role", role);
        item.put("aggregate", version.name());
        item.put("topic", Topics.of(version.kind()));
        item.put("formula", version.formula());
        item.put("owner", version.manifest().owner());
        item.put("description", version.manifest().description());
        Optional.ofNullable(builds.get(Build.rule(version.name(), version.formula())))
                .ifPresentOrElse(build -> item.setAll(BuildJson.summary(build)), () -> item.put("state", "WAITING"));
    }
}
