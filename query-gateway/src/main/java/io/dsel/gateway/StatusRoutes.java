package io.dsel.gateway;

import io.dsel.gateway.index.Index;
import io.dsel.gateway.index.IndexUnavailableException;
import io.dsel.gateway.index.QueryRefusedException;
import io.dsel.gateway.index.Resolution;
import io.dsel.gateway.log.Broker;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.store.Streams;
import io.dsel.json.Json;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.service.HttpServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which kinds there are, and how the tiers are. */
final class StatusRoutes implements Component {
    private final Streams store;
    private final Index index;
    private final Broker log;
    private final Supplier<io.dsel.kind.Kinds> declared;
    private final String region;

    StatusRoutes(Streams store, Index index, Broker log, Supplier<io.dsel.kind.Kinds> declared, String region) {
        this.store = store;
        this.index = index;
        this.log = log;
        this.declared = declared;
        this.region = region;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/kinds", ctx -> HttpServer.json(ctx, KindsDocument.of(log.kinds(declared.get(), patience()))));
        routes.get("/v1/status", this::status);
    }

    @Override
    public String name() {
        return "tiers";
    }

    /** Ready as long as one tier can answer; the detail says why the others cannot. */
    @Override
    public Health check() {
        List<String> down = new ArrayList<>();
        ObjectNode storeStatus = storeStatus();
        if (!storeStatus.path("ready").asBoolean()) {
            down.add("store: " + storeStatus.path("detail").asString());
        }
        try {
            index.health();
        } catch (IndexUnavailableException | QueryRefusedException e) {
            down.add("index: " + e.getMessage());
        }
        return new Health(down.size() < 2, String.join("; ", down));
    }

    @Override
    public void close() {}

    private void status(Context ctx) {
        ObjectNode status = Json.MAPPER.createObjectNode().put("region", region);
        status.putArray("tiers").add(storeStatus()).add(indexStatus()).add(logStatus());
        HttpServer.json(ctx, status);
    }

    private ObjectNode storeStatus() {
        ObjectNode tier = tier("store");
        ArrayNode instances = Json.MAPPER.createArrayNode();
        List<String> problems = new ArrayList<>();
        store.progress().forEach((url, progress) -> {
            ObjectNode instance = instances.addObject();
            instance.put("url", url.toString()).put("ready", progress.ready());
            if (progress.ready()) {
                instance.set("lag", progress.lag());
            } else {
                instance.put("detail", progress.detail());
                problems.add(url + " " + progress.detail());
            }
        });
        tier.put("ready", problems.size() < instances.size());
        tier.put("detail", String.join("; ", problems));
        tier.set("instances", instances);
        return tier;
    }

    private ObjectNode indexStatus() {
        ObjectNode tier = tier("index");
        try {
            String health = index.health();
            tier.put("ready", !health.equals("red")).put("detail", health.equals("red") ? "OpenSearch is red" : "");
            tier.put("health", health);
            ObjectNode documents = tier.putObject("documents");
            for (Resolution resolution : Resolution.values()) {
                documents.put(resolution.toString(), index.documents(resolution));
            }
        } catch (IndexUnavailableException | QueryRefusedException e) {
            tier.put("ready", false).put("detail", e.getMessage());
        }
        return tier;
    }

    private ObjectNode logStatus() {
        ObjectNode tier = tier("log");
        try {
            tier.put("ready", true).put("detail", "").put("clusterId", log.clusterId(patience()));
            var backlog = index.backlog(patience());
            tier.putObject("behind").put("index", backlog.isEmpty() ? 0 : backlog.offsets());
        } catch (LogUnavailableException e) {
            tier.put("ready", false).put("detail", e.getMessage());
        }
        return tier;
    }

    private static Deadline patience() {
        return Deadline.in(Broker.PATIENCE);
    }

    private static ObjectNode tier(String name) {
        return Json.MAPPER.createObjectNode().put("tier", name);
    }
}
