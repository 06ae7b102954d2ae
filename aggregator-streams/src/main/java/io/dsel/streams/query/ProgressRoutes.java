package io.dsel.streams.query;

import io.dsel.service.HttpServer;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.LogWatch;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsUnavailableException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.state.HostInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the streams are, and which instances there are. */
final class ProgressRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(ProgressRoutes.class);

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

    /** How far a partition is. */
    private record PartitionLag(long position, long end, long lag) {}

    /** Of all instances together: records in the log, records read, and the difference, by partition and in sum. */
    private void lag(Context ctx) {
        GroupOffsets.Look look = watch.look();
        SortedMap<String, SortedMap<Integer, PartitionLag>> topics = new TreeMap<>();
        long sumOfEnds = 0;
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> entry : look.ends().entrySet()) {
            TopicPartition partition = entry.getKey();
            long end = entry.getValue();
            long behind = look.lag(partition);
            topics.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                    .put(partition.partition(), new PartitionLag(end - behind, end, behind));
            sumOfEnds += end;
            lag += behind;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("group", EngineSettings.APPLICATION);
        body.put("topics", topics);
        body.put("lag", lag);
        body.put("position", sumOfEnds - lag);
        body.put("end", sumOfEnds);
        body.put("state", engine.state());
        body.put("detail", engine.check().detail());
        HttpServer.json(ctx, body);
    }

    /** This one, and those that it knows of while it runs. */
    private Set<String> instances() {
        Set<String> urls = new TreeSet<>();
        urls.add(url(self));
        try {
            engine.streams().metadataForAllStreamsClients().forEach(client -> urls.add(url(client.hostInfo())));
        } catch (StreamsUnavailableException | IllegalStateException e) {
            LOG.debug("only this instance is known now: {}", e.getMessage());
        }
        return urls;
    }

    private static String url(HostInfo host) {
        return "http://" + host.host() + ":" + host.port();
    }
}
