package io.dsel.stack.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerSettingsTest {

    @TempDir
    private Path folder;

    @Test
    void kafkaKnowsEveryPropertyAndAcceptsItsValue() {
        Properties properties = new BrokerSettings(folder, 9092, 9093).serverProperties();
        KafkaConfig config = KafkaConfig.fromProps(properties, false);
        properties
                .stringPropertyNames()
                .forEach(name -> assertTrue(KafkaConfig.configNames().contains(name), name));
        assertEquals(1, config.nodeId());
    }

    @Test
    void everyListenerIsOnLoopback() {
        String listeners =
                new BrokerSettings(folder, 9092, 9093).serverProperties().getProperty("listeners");
        for (String listener : listeners.split(",")) {
            assertTrue(listener.contains("://127.0.0.1:"), listener);
        }
    }

    @Test
    void whatIsNotSetIsNamed() {
        IllegalArgumentException error = assertThrows(
                IllegalArgumentException.class,
                () -> BrokerSettings.from(Map.of("DSEL_DATA_DIR", "data", "DSEL_BROKER_PORT", "9092")));
        assertEquals("DSEL_CONTROLLER_PORT is not set", error.getMessage());
    }

    @Test
    void formattingTwiceKeepsTheClusterId() throws Exception {
        BrokerLauncher.format(folder);
        String first = Files.readString(folder.resolve("meta.properties"));
        BrokerLauncher.format(folder);
        assertEquals(first, Files.readString(folder.resolve("meta.properties")));
    }
}
