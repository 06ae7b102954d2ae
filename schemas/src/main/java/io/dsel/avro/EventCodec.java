package io.dsel.avro;

import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS;
import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG;
import static io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig.VALUE_SUBJECT_NAME_STRATEGY;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import io.confluent.kafka.serializers.subject.RecordNameStrategy;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.events.OpenEvent;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to bytes and back: a zero byte, the schema's id in four, then Avro. Subjects are named by the record, so that
 * several apiVersions of a kind may share its topic. Safe for use by many threads; readers are kept per schema id,
 * because making one costs as much as fifty reads.
 */
public final class EventCodec implements AutoCloseable {
    private static final int HEADER_BYTES = 5;
    private static final int SCHEMAS_CACHED = 10_000;

    private final EventSchemas schemas = EventSchemas.BUILT_IN;
    private final SchemaRegistryClient registry;
    private final KafkaAvroSerializer serializer;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();
    private final Map<RecordReader, SpecificDatumReader<?>> recordReaders = new ConcurrentHashMap<>();

    private record RecordReader(int schemaId, Class<? extends SpecificRecord> type) {}

    /** @param registryUrl root of a registry that speaks Confluent's API */
    public EventCodec(String registryUrl) {
        this(new CachedSchemaRegistryClient(registryUrl, SCHEMAS_CACHED), registryUrl);
    }

    /** For tests that bring a client of their own. */
    public EventCodec(SchemaRegistryClient registry, String registryUrl) {
        this.registry = registry;
        this.serializer = new KafkaAvroSerializer(
                registry,
                Map.of(
                        SCHEMA_REGISTRY_URL_CONFIG,
                        registryUrl,
                        AUTO_REGISTER_SCHEMAS,
                        true,
                        VALUE_SUBJECT_NAME_STRATEGY,
                        RecordNameStrategy.class.getName()));
    }

    /**
     * @throws InvalidEventException if the event does not fit its kind's schema; names the field
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public byte[] encode(Event event) {
        Optional<Schema> own = schemas.find(event);
        GenericData.Record record = own.isPresent() ? toTypedRecord(event, own.get()) : toOpenRecord(event);
        return serialize(Topics.of(event.kind()), record);
    }

    /** Bytes of a generated record, such as {@code ArtifactAppliedEvent}. */
    public byte[] encode(String topic, GenericRecord record) {
        return serialize(topic, record);
    }

    /**
     * @throws UnreadableEventException if the bytes are no event: a wrong magic byte, an unknown schema, truncation, …
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public Event decode(byte[] value) {
        return toEvent(decodeRecord(value));
    }

    /**
     * A generated record that is no event, such as a journal's entry; written with any version of its schema.
     *
     * @throws UnreadableEventException if the bytes are no such record
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public <T extends SpecificRecord> T decode(byte[] value, Class<T> type) {
        @SuppressWarnings("unchecked") // a reader is kept under the type that it gives
        SpecificDatumReader<T> reader = (SpecificDatumReader<T>)
                recordReaders.computeIfAbsent(new RecordReader(schemaId(value), type), this::newRecordReader);
        return read(reader, value);
    }

    /** Reads identity and order without decoding the rest. Says nothing of whether the rest can be read. */
    public static EventOrder order(byte[] value) {
        schemaId(value);
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
            String eventId = decoder.readString();
            return new EventOrder(decoder.readLong(), eventId);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableEventException("the event is cut off within its meta", e);
        }
    }

    /** The event that a decoded record holds, generic or generated. */
    public Event toEvent(GenericRecord record) {
        try {
            EventMeta meta = MetaRecords.read((GenericRecord) record.get("meta"));
            Schema schema = record.getSchema();
            if (schema.getFullName().equals(OpenEvent.SCHEMA$.getFullName())) {
                ObjectNode spec = Json.parseObject(record.get("spec").toString());
                String name = record.get("kind").toString();
                return new Event(record.get("apiVersion").toString(), EventJson.kind(name, spec), meta, spec);
            }
            String namespace = schema.getNamespace();
            String apiVersion = namespace.substring(namespace.lastIndexOf('.') + 1);
            ObjectNode spec = AvroToJson.write((GenericRecord) record.get("spec"));
            return new Event(apiVersion, EventKind.parse(schema.getName()), meta, spec);
        } catch (InvalidEventException | SyntaxException | AvroRuntimeException | NullPointerException e) {
            throw new UnreadableEventException("the record is no event: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        serializer.close();
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the schema registry's client", e);
        }
    }

    private GenericRecord decodeRecord(byte[] value) {
        return read(readers.computeIfAbsent(schemaId(value), this::newReader), value);
    }

    private static <T> T read(GenericDatumReader<T> reader, byte[] value) {
        try {
            BinaryDecoder decoder =
                    DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
            T record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new UnreadableEventException("bytes are left over behind the record");
            }
            return record;
        } catch (UnreadableEventException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableEventException(
                    "not a whole " + reader.getSchema().getFullName() + " (" + value.length + " bytes)", e);
        }
    }

    private GenericDatumReader<GenericRecord> newReader(int schemaId) {
        Schema schema = writerSchema(schemaId);
        if (schema.getField("meta") == null) {
            throw new UnreadableEventException("schema " + schemaId + " is not that of an event");
        }
        return new GenericDatumReader<>(schema);
    }

    private SpecificDatumReader<?> newRecordReader(RecordReader key) {
        Schema own = SpecificData.get().getSchema(key.type());
        Schema written = writerSchema(key.schemaId());
        if (!written.getFullName().equals(own.getFullName())) {
            throw new UnreadableEventException("schema " + key.schemaId() + " is not that of " + own.getFullName());
        }
        return new SpecificDatumReader<>(written, own);
    }

    private Schema writerSchema(int schemaId) {
        try {
            Object schema = registry.getSchemaById(schemaId).rawSchema();
            if (schema instanceof Schema avro && avro.getType() == Schema.Type.RECORD) {
                return avro;
            }
            throw new UnreadableEventException("schema " + schemaId + " is not that of a record");
        } catch (RestClientException e) {
            if (e.getStatus() == 404) {
                throw new UnreadableEventException("schema " + schemaId + " is not in the registry", e);
            }
            throw new RegistryUnavailableException("the schema registry answered " + e.getMessage(), e);
        } catch (IOException e) {
            throw new RegistryUnavailableException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }

    private static int schemaId(byte[] value) {
        if (value == null || value.length < HEADER_BYTES) {
            throw new UnreadableEventException(value == null ? "no value" : "only " + value.length + " bytes");
        }
        if (value[0] != 0) {
            throw new UnreadableEventException("magic byte is " + value[0] + ", not 0");
        }
        return ByteBuffer.wrap(value, 1, Integer.BYTES).getInt();
    }

    private byte[] serialize(String topic, GenericRecord record) {
        try {
            return serializer.serialize(topic, record);
        } catch (SerializationException e) {
            if (e.getCause() instanceof RestClientException refused && refused.getStatus() == 409) {
                throw new InvalidEventException("kind", "the registry refuses the schema: " + refused.getMessage());
            }
            throw new RegistryUnavailableException(
                    "the schema of " + record.getSchema().getFullName() + " could not be registered: "
                            + (e.getCause() == null ? e : e.getCause()).getMessage(),
                    e);
        }
    }

    private static GenericData.Record toTypedRecord(Event event, Schema schema) {
        GenericData.Record record = new GenericData.Record(schema);
        record.put("meta", MetaRecords.write(event.meta()));
        record.put("spec", JsonToAvro.read(event.spec(), schema.getField("spec").schema(), "spec"));
        return record;
    }

    private static GenericData.Record toOpenRecord(Event event) {
        GenericData.Record record = new GenericData.Record(OpenEvent.SCHEMA$);
        record.put("meta", MetaRecords.write(event.meta()));
        record.put("apiVersion", event.apiVersion());
        record.put("kind", event.kind().name());
        record.put("spec", Json.write(event.spec()));
        return record;
    }
}
