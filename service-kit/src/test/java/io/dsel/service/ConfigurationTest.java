package io.dsel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final Option<Integer> PORT = Option.number("http.port", 8080, 0, 65535, "the port");
    private static final Option<String> PASSWORD = Option.secret("kafka.password", "the password");

    @TempDir
    Path folder;

    @Test
    void environmentWinsOverFileAndFileOverDefault() throws IOException {
        Path file = Files.writeString(folder.resolve("dsel.properties"), "http.port=1\n");

        assertEquals(8080, configuration(Map.of(), Optional.empty()).get(PORT));
        assertEquals(1, configuration(Map.of(), Optional.of(file)).get(PORT));
        assertEquals(
                2,
                configuration(Map.of("DSEL_HTTP_PORT", "2"), Optional.of(file)).get(PORT));
    }

    @Test
    void wrongValueNamesWhereItWasSetAndWhatIsAllowed() {
        Exception e = assertThrows(
                IllegalArgumentException.class,
                () -> configuration(Map.of("DSEL_HTTP_PORT", "many"), Optional.empty()));
        assertEquals("DSEL_HTTP_PORT: 'many' is not a whole number from 0 to 65535", e.getMessage());
    }

    @Test
    void unknownNameInTheFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("dsel.properties"), "http.prot=1\n");
        Exception e = assertThrows(IllegalArgumentException.class, () -> configuration(Map.of(), Optional.of(file)));
        assertTrue(e.getMessage().contains("'http.prot' is no option"), e.getMessage());
    }

    @Test
    void secretIsReadFromItsFileAndNeverShown() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2\n");
        Configuration configuration =
                configuration(Map.of("DSEL_KAFKA_PASSWORD_FILE", secret.toString()), Optional.empty());

        assertEquals("hunter2", configuration.get(PASSWORD));
        assertFalse(configuration.toString().contains("hunter2"), configuration.toString());
    }

    private static Configuration configuration(Map<String, String> environment, Optional<Path> file) {
        return new Configuration(List.of(PORT, PASSWORD), environment, file);
    }
}
