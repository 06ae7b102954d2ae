package io.dsel.stack.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * What the launcher is told, all by environment variables.
 *
 * @param dataFolder {@code DSEL_DATA_DIR}: the log and the generated {@code server.properties}
 * @param port {@code DSEL_BROKER_PORT}: clients, on loopback only
 * @param controllerPort {@code DSEL_CONTROLLER_PORT}: the broker's own controller, on loopback only
 */
record BrokerSettings(Path dataFolder, int port, int controllerPort) {

    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private static final int MIB = 1024 * 1024;

    static BrokerSettings from(Map<String, String> environment) {
        return new BrokerSettings(
                Path.of(required(environment, "DSEL_DATA_DIR")),
                port(environment, "DSEL_BROKER_PORT"),
                port(environment, "DSEL_CONTROLLER_PORT"));
    }

    Path logFolder() {
        return dataFolder.resolve("log");
    }

    Properties serverProperties() {
        Properties properties = new Properties();
        properties.putAll(identity());
        properties.putAll(internalTopics());
        properties.putAll(groups());
        properties.putAll(footprint());
        return properties;
    }

    /** The voters are configured, not stored, so that the controller may come back on another port. */
    private Map<String, String> identity() {
        return Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE_ID),
                "controller.quorum.voters",
                NODE_ID + "@127.0.0.1:" + controllerPort,
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "inter.broker.listener.name",
                "PLAINTEXT",
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + "," + CONTROLLER_LISTENER + "://127.0.0.1:" + controllerPort,
                "advertised.listeners",
                "PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT",
                "log.dirs",
                logFolder().toString(),
                // A topic made by a typing error would have the wrong partition count, and splits its entities
                // silently.
                "auto.create.topics.enable",
                "false");
    }

    private static Map<String, String> internalTopics() {
        return Map.of(
                "default.replication.factor", "1",
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "8",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "8",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "2");
    }

    /** Groups form at once, and a test may choose a session as short as it likes. */
    private static Map<String, String> groups() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "group.consumer.min.session.timeout.ms", "1000",
                "group.consumer.min.heartbeat.interval.ms", "200",
                "transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000",
                // After kill -9 the controller refuses the new broker until the session of the old one has run out.
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500");
    }

    /** Room for about 1,000 partitions in a heap of 640 MB. */
    private static Map<String, String> footprint() {
        return Map.of(
                "log.index.size.max.bytes", Integer.toString(MIB),
                "log.cleaner.dedupe.buffer.size", Integer.toString(16 * MIB),
                "num.network.threads", "2",
                "num.io.threads", "4",
                "num.recovery.threads.per.data.dir", "2");
    }

    private static int port(Map<String, String> environment, String name) {
        String value = required(environment, name);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a port number, not '" + value + "'", e);
        }
    }

    private static String required(Map<String, String> environment, String name) {
        String value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
