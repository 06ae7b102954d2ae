package io.dsel.avro;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.events.v1alpha1.Artifact;
import io.dsel.events.v1alpha1.ArtifactAppliedEvent;
import io.dsel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class EventCodecTest {
    private static final int HEADER = 5;

    private final AwayRegistry registry = new AwayRegistry();
    private final EventCodec codec = new EventCodec(registry.client());

    static List<Event> events() {
        return List.of(TestEvents.typed(), TestEvents.open());
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventComesBackFromItsBytes(Event event) {
        assertSame(event, codec.decode(codec.encode(event)));
    }

    @Test
    void anOpenSpecComesBackDigitForDigit() {
        Event event = TestEvents.open("{\"widget\":{\"kind\":\"Widget\",\"a\":1.10,\"b\":1e2,\"c\":[],\"d\":null}}");
        assertEquals(
                Json.write(event.spec()),
                Json.write(codec.decode(codec.encode(event)).spec()));
    }

    @ParameterizedTest
    @MethodSource("events")
    void orderIsReadWithoutDecodingTheRest(Event event) {
        byte[] bytes = codec.encode(event);
        int prefix = HEADER + 1 + event.meta().eventId().length() + 6;
        assertEquals(event.meta().order(), EventCodec.order(Arrays.copyOf(bytes, prefix)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventCutOffAnywhereIsUnreadable(Event event) {
        byte[] bytes = codec.encode(event);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThrows(UnreadableEventException.class, () -> codec.decode(cut), "at " + length);
        }
        assertThrows(UnreadableEventException.class, () -> codec.decode(null));
        assertThrows(UnreadableEventException.class, () -> EventCodec.order(Arrays.copyOf(bytes, HEADER + 3)));
    }

    @ParameterizedTest
    @MethodSource("events")
    void bytesBehindTheEventAreNotIgnored(Event event) {
        byte[] bytes = codec.encode(event);
        assertThrows(UnreadableEventException.class, () -> codec.decode(Arrays.copyOf(bytes, bytes.length + 1)));
    }

    @Test
    void whatIsNoEventIsUnreadable() throws Exception {
        byte[] bytes = codec.encode(TestEvents.typed());
        byte[] magic = bytes.clone();
        magic[0] = 1;
        assertThrows(UnreadableEventException.class, () -> codec.decode(magic));
        assertThrows(UnreadableEventException.class, () -> EventCodec.order(magic));
        assertTrue(refusal(withSchema(bytes, 999)).contains("schema 999 is not in the registry"));
        int other = registry.mock.register("x", new AvroSchema("{\"type\":\"string\"}"));
        assertTrue(refusal(withSchema(bytes, other)).contains("is not that of a record"));
        int artifact = registry.mock.register("y", new AvroSchema(Artifact.SCHEMA$));
        assertThrows(UnreadableEventException.class, () -> codec.decode(withSchema(bytes, artifact)));
    }

    /** One byte of a record can claim that gigabytes follow. */
    @Test
    void aHugeDeclaredLengthAllocatesNothing() throws IOException {
        byte[] bytes = codec.encode(TestEvents.open());
        for (long length :
                List.of(Integer.MAX_VALUE - 9L, Integer.MAX_VALUE + 1L, Long.MAX_VALUE, -1L, Long.MIN_VALUE)) {
            byte[] huge = concat(Arrays.copyOf(bytes, HEADER), varint(length));
            long allocated = allocatedBy(() -> {
                assertThrows(UnreadableEventException.class, () -> codec.decode(huge));
                assertThrows(UnreadableEventException.class, () -> EventCodec.order(huge));
            });
            assertTrue(allocated < 1 << 20, length + " took " + allocated + " bytes");
        }
    }

    @Test
    void damagedBytesAreReadOrRefusedAndNeverTakeMuchMemory() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (Event event : events()) {
            byte[] bytes = codec.encode(event);
            for (int i = 0; i < 20_000; i++) {
                byte[] damaged = bytes.clone();
                for (int n = 1 + random.nextInt(4); n > 0; n--) {
                    damaged[HEADER + random.nextInt(bytes.length - HEADER)] = (byte) random.nextInt(256);
                }
                long allocated = allocatedBy(() -> decodeOrRefuse(damaged));
                assertTrue(allocated < 4 << 20, "seed " + seed + " took " + allocated + " bytes");
            }
        }
    }

    @Test
    void anotherDeserializerReadsOurBytes() {
        try (KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(registry.mock)) {
            GenericRecord record = (GenericRecord) deserializer.deserialize("topic", codec.encode(TestEvents.typed()));
            assertEquals(
                    "io.dsel.events.v1alpha1.ArtifactAppliedEvent",
                    record.getSchema().getFullName());
            assertSame(TestEvents.typed(), codec.toEvent(record));
        }
    }

    @Test
    void bytesOfAnotherSerializerAreRead() {
        Map<String, Object> settings = Map.of(
                "schema.registry.url", "mock://here",
                "value.subject.name.strategy", "io.confluent.kafka.serializers.subject.RecordNameStrategy");
        try (KafkaAvroSerializer serializer = new KafkaAvroSerializer(registry.mock, settings)) {
            ArtifactAppliedEvent record = TestEvents.generated();
            byte[] theirs = serializer.serialize("topic", record);
            assertSame(TestEvents.typed(), codec.decode(theirs));
            assertArrayEquals(theirs, codec.encode(record));
        }
    }

    @Test
    void aGeneratedRecordHoldsTheSameEvent() {
        assertSame(TestEvents.typed(), codec.toEvent(TestEvents.generated()));
        assertSame(TestEvents.typed(), codec.decode(codec.encode(TestEvents.generated())));
    }

    @Test
    void aGeneratedRecordWithoutARequiredFieldIsRefused() {
        ArtifactAppliedEvent record = TestEvents.generated();
        record.getMeta().setUserId(null);
        assertThrows(InvalidEventException.class, () -> codec.encode(record));
        assertThrows(UnreadableEventException.class, () -> codec.toEvent(record));
    }

    @Test
    void aClosedKindHasOnlyItsActionsAndVersions() {
        assertEquals("kind", refusedField(TestEvents.typed("ArtifactPromotedEvent", "v1alpha1")));
        assertEquals("apiVersion", refusedField(TestEvents.typed("ArtifactAppliedEvent", "v2")));
    }

    @Test
    void allThatDoesNotFitTheSchemaIsNamed() {
        Event event = TestEvents.typed(spec -> {
            spec.withObjectProperty("artifact")
                    .withObjectProperty("spec")
                    .put("version", 2)
                    .put("colour", "red");
        });
        InvalidEventException e = assertThrows(InvalidEventException.class, () -> codec.encode(event));
        assertEquals(
                List.of("spec.artifact.spec.version", "spec.artifact.spec.colour"),
                e.violations().stream().map(Violation::field).toList());
    }

    @Test
    void withoutTheRegistryNothingIsCalledUnreadable() {
        byte[] bytes = codec.encode(TestEvents.typed());
        assertSame(TestEvents.typed(), codec.decode(bytes));
        registry.away = true;
        EventCodec fresh = new EventCodec(registry.client());
        assertThrows(RegistryUnavailableException.class, () -> fresh.decode(bytes));
        assertThrows(RegistryUnavailableException.class, () -> fresh.encode(TestEvents.typed()));
        assertSame(TestEvents.typed(), codec.decode(codec.encode(TestEvents.typed())));
    }

    @Test
    void onceRegisteredTheBuiltInKindsNeedTheRegistryNoMore() {
        codec.register();
        registry.away = true;
        events().forEach(event -> assertTrue(codec.encode(event).length > 0));
    }

    @Test
    void aSchemaThatTheRegistryRefusesIsTheEventsFault() {
        registry.refuses = true;
        assertEquals("kind", refusedField(TestEvents.typed()));
    }

    /** Numbers may come back as another Java type, and the keys of a map in another order. */
    private static void assertSame(Event expected, Event actual) {
        assertEquals(normal(expected), normal(actual));
    }

    private static JsonNode normal(Event event) {
        return Json.parse(Json.write(EventJson.write(event)));
    }

    private String refusedField(Event event) {
        return assertThrows(InvalidEventException.class, () -> codec.encode(event))
                .field();
    }

    private String refusal(byte[] bytes) {
        return assertThrows(UnreadableEventException.class, () -> codec.decode(bytes))
                .getMessage();
    }

    private void decodeOrRefuse(byte[] bytes) {
        try {
            codec.decode(bytes);
        } catch (UnreadableEventException e) {
            assertTrue(e.getMessage().length() > 0);
        }
    }

    private static long allocatedBy(Runnable task) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        task.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static byte[] withSchema(byte[] bytes, int id) {
        return ByteBuffer.wrap(bytes.clone()).putInt(1, id).array();
    }

    private static byte[] varint(long value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
        encoder.writeLong(value);
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] a, byte[] b) {
        return ByteBuffer.allocate(a.length + b.length).put(a).put(b).array();
    }
}
