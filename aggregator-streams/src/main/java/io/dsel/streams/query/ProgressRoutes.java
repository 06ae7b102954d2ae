package io.dsel.streams.query;

import io.dsel.service.Health;
import io.dsel.service.HttpServer;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.LogWatch;
import io.dsel.streams.engine.StreamsEngine;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;

/** How far the streams are, and which instances there are. */
final class ProgressRoutes {
    private final StreamsEngine engine;
    private final LogWatch watch;
    private final HostInfo self;

    ProgressRoutes(StreamsEngine engine, LogWatch watch, HostInfo self) {
        this.engine = engine;
        this.watch = watch;
        this.self = self;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/v1/lag", this::lag);
        routes.get("/v1/instances", ctx -> HttpServer.json(ctx, instances()));
    }

    /** Of all instances together: records in the log, records read, and the difference, per topic and in sum. */
    private void lag(Context ctx) {
        GroupOffsets.Look look = watch.look();
        Map<String, Long> topics = new TreeMap<>();
        long end = 0;
        long lag = 0;
        for (TopicPartition partition : look.ends().keySet()) {
            long behind = look.lag(partition);
            topics.merge(partition.topic(), behind, Long::sum);
            end += look.ends().get(partition);
            lag += behind;
        }
        Health health = engine.check();
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("group", EngineSettings.APPLICATION);
        body.put("topics", topics);
        body.put("lag", lag);
        body.put("position", end - lag);
        body.put("end", end);
        body.put("state", engine.state());
        body.put("detail", health.detail());
        HttpServer.json(ctx, body);
    }

    private Set<String> instances() {
        Set<String> urls = new TreeSet<>();
        urls.add(url(self));
        engine.streams().metadataForAllStreamsClients().forEach(client -> urls.add(url(client.hostInfo())));
        return urls;
    }

    private static String url(HostInfo host) {
        return "http://" + host.host() + ":" + host.port();
    }
}
