package io.dsel.stack.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.Kafka;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Runs one broker that is its own controller, configured by {@link BrokerSettings}. Ends when Kafka ends. */
public final class BrokerLauncher {

    private BrokerLauncher() {}

    public static void main(String[] args) throws Exception {
        BrokerSettings settings = BrokerSettings.from(System.getenv());
        format(settings.logFolder());
        Path file = settings.dataFolder().resolve("server.properties");
        write(settings.serverProperties(), file);
        Kafka.main(new String[] {file.toString()});
    }

    /** Gives an empty folder a cluster id; leaves a folder that has one alone, so that a restart keeps what is in it. */
    static void format(Path logFolder) throws Exception {
        if (Files.exists(logFolder.resolve("meta.properties"))) {
            return;
        }
        Files.createDirectories(logFolder);
        new Formatter()
                .setNodeId(BrokerSettings.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                .addDirectory(logFolder.toString())
                .setMetadataLogDirectory(logFolder.toString())
                .run();
    }

    private static void write(Properties properties, Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "Written at every start of the development stack; edits are lost.");
        }
    }
}
