package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.build.Build;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.topology.PastEvents;
import io.javalin.config.RoutesConfig;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

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
            StreamsEngine engine,
            GroupOffsets offsets,
            PastEvents past,
            int rate,
            InstantSource clock) {
        BuildClients clients = new BuildClients(bootstrapServers, instanceId);
        instances = new HttpInstances(engine);
        builder = new Builder(clients, engine::aggregates, instances, new SourcePartitions(offsets), past, rate, clock);
        routes = new BuildRoutes(engine.declared(), new BuildLog(clients));
    }

    /**
     * Tells the log that events go by an aggregate on this instance. As soon as all instances can make it, it is built again
     * of the whole log, which adds what it lacks and nothing twice.
     *
     * @param instanceId the same over restarts and different for each instance
     * @return throws {@link org.apache.kafka.common.KafkaException} if the log does not take it
     */
    public static Consumer<Aggregate> passedBy(String bootstrapServers, String instanceId) {
        BuildClients clients = new BuildClients(bootstrapServers, instanceId);
        BuildLog log = new BuildLog(clients);
        return aggregate -> {
            try (Producer<String, byte[]> producer =
                    new KafkaProducer<>(clients.producer(), new StringSerializer(), new ByteArraySerializer())) {
                log.forget(producer, Build.rule(aggregate.name(), aggregate.formula()));
            }
        };
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
