package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is no event in its place goes to the dead letters, and no store hears of it. */
class EventSourcesTest {
    private static final String TOPIC = "dsel.events.ArtifactAppliedEvent";

    private final Driver driver = new Driver();
    private final Event event = Samples.artifact("Applied", "vpc", "e1", 1, "1");
    private final byte[] value = driver.codec.encode(event);
    private final String key = event.entity().text();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void bytesThatAreNoEvent() {
        driver.send(TOPIC, key, "no avro".getBytes());
        requireDeadLetter(key, "no avro".getBytes(), "magic byte");
    }

    @Test
    void anEventOfAnUnknownSchema() {
        byte[] unknown = value.clone();
        unknown[1] = 0x7F;
        driver.send(TOPIC, key, unknown);
        requireDeadLetter(key, unknown, "is not in the registry");
    }

    @Test
    void anEventThatIsCutOffBehindItsPrefix() {
        byte[] half = Arrays.copyOf(value, value.length - 3);
        driver.send(TOPIC, key, half);
        requireDeadLetter(key, half, "not a whole");
    }

    @Test
    void noValue() {
        driver.send(TOPIC, key, null);
        requireDeadLetter(key, null, "no value");
    }

    @Test
    void anEventUnderAnotherKey() {
        driver.send(TOPIC, "Artifact/09287/other", value);
        requireDeadLetter("Artifact/09287/other", value, "its entity is 'Artifact/09287/vpc'");
    }

    @Test
    void anEventWithoutAKey() {
        driver.send(TOPIC, null, value);
        requireDeadLetter(null, value, "key is 'null'");
    }

    @Test
    void anEventInAnotherKindsTopic() {
        driver.send("dsel.events.ArtifactApplyEvent", key, value);
        requireDeadLetter(key, value, "lies in dsel.events.ArtifactApplyEvent");
    }

    @Test
    void theGoodOnesBehindThemAreRead() {
        driver.send(TOPIC, key, new byte[] {0, 0, 0, 0, 99});
        driver.send(event);
        assertNotNull(driver.heads().get(key));
    }

    @Test
    void aRegistryThatDoesNotAnswerFailsTheThreadAndLosesNothing() {
        var away = new MockSchemaRegistryClient() {
            @Override
            public ParsedSchema getSchemaById(int id) throws IOException {
                throw new IOException("connection refused");
            }
        };
        try (Driver withoutRegistry = new Driver(new EventCodec(away))) {
            assertThrows(StreamsException.class, () -> withoutRegistry.send(TOPIC, key, value));
            assertTrue(withoutRegistry.written(Topics.DEAD_LETTERS.name()).isEmpty());
        }
    }

    private void requireDeadLetter(String key, byte[] value, String reason) {
        List<TestRecord<String, byte[]>> letters = driver.written(Topics.DEAD_LETTERS.name());
        assertEquals(1, letters.size());
        assertEquals(key, letters.getFirst().key());
        assertArrayEquals(value, letters.getFirst().value());
        String said = header(letters.getFirst(), "dsel.error.reason");
        assertTrue(said.contains(reason), said);
        assertEquals("0", header(letters.getFirst(), "dsel.error.offset"));
        assertTrue(Driver.contents(driver.heads()).isEmpty());
        assertTrue(Driver.contents(driver.history()).isEmpty());
        assertTrue(driver.written(Topics.AGGREGATE_JOURNAL.name()).isEmpty());
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value());
    }
}
