package io.dsel.streams.build;

import io.dsel.aggregate.Aggregates;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.topology.PastEvents;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What builds aggregates, and what tells of it, put together. */
public final class Builds implements Component {
    private final HttpInstances instances;
    private final Builder builder;
    private final BuildRoutes routes;

    /**
     * @param instanceId the same over restarts and different for each instance
     * @param rate events of the log that are noted in a second at most
     */
    public Builds(
            String bootstrapServers,
            String instanceId,
            Supplier<Aggregates> aggregates,
            StreamsEngine engine,
            GroupOffsets offsets,
            PastEvents past,
            int rate,
            InstantSource clock) {
        BuildClients clients = new BuildClients(bootstrapServers, instanceId);
        instances = new HttpInstances(engine);
        builder = new Builder(clients, aggregates, instances, offsets, past, rate, clock);
        routes = new BuildRoutes(aggregates, new BuildLog(clients));
    }

    public void addTo(RoutesConfig config) {
        routes.addTo(config);
    }

    /** Returns at once. */
    public void start() {
        builder.start();
    }

    @Override
    public String name() {
        return builder.name();
    }

    @Override
    public Health check() {
        return builder.check();
    }

    @Override
    public void close() {
        builder.close();
        instances.close();
    }
}
