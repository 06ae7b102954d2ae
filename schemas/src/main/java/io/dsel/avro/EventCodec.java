package io.dsel.avro;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.events.OpenEvent;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events to bytes and back, in Confluent's wire format: a zero byte, the schema's id in four, then Avro. Any Avro
 * deserializer for that format reads them. Safe for use by many threads; readers and writers are kept per schema,
 * because making one costs as much as fifty events.
 */
public final class EventCodec implements AutoCloseable {
    private static final int HEADER_BYTES = 5;
    private static final int USUAL_BYTES = 1024;
    private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(30);

    static {
        TrustedRecords.trust();
    }

    private final Supplier<Kinds> kinds;
    private final RegisteredSchemas registered;
    private final Map<Schema, EventKind> eventKinds = new ConcurrentHashMap<>();
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();
    private final Map<RecordReader, SpecificDatumReader<?>> recordReaders = new ConcurrentHashMap<>();
    private final Map<Schema, GenericDatumWriter<GenericRecord>> writers = new ConcurrentHashMap<>();
    private final Map<Schema, GenericDatumWriter<GenericRecord>> generatedWriters = new ConcurrentHashMap<>();

    private record RecordReader(int schemaId, Class<? extends SpecificRecord> type) {}

    /**
     * For the kinds that come with DSEL and for open ones; reads events of any kind.
     *
     * @param registryUrl root of a registry that speaks Confluent's API
     */
    public EventCodec(String registryUrl) {
        this(registryUrl, DEFAULT_PATIENCE);
    }

    /** @param patience how long one answer of the registry is waited for */
    public EventCodec(String registryUrl, Duration patience) {
        this(registryUrl, patience, () -> Kinds.BUILT_IN);
    }

    /**
     * @param patience how long one answer of the registry is waited for
     * @param kinds that are declared at the moment of writing
     */
    public EventCodec(String registryUrl, Duration patience, Supplier<Kinds> kinds) {
        this(RegisteredSchemas.at(registryUrl, patience), kinds);
    }

    /** For tests that bring a client of their own. */
    public EventCodec(SchemaRegistryClient registry) {
        this(registry, () -> Kinds.BUILT_IN);
    }

    /** For tests that bring a client and kinds of their own. */
    public EventCodec(SchemaRegistryClient registry, Supplier<Kinds> kinds) {
        this(new RegisteredSchemas(registry), kinds);
    }

    private EventCodec(RegisteredSchemas registered, Supplier<Kinds> kinds) {
        this.registered = registered;
        this.kinds = kinds;
    }

    /**
     * Registers the schemas of all declared kinds and of open events, so that encoding needs the registry no more; see
     * {@link #register(Kind)}.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public void register() {
        kinds.get().all().forEach(this::register);
        registered.idOf(OpenEvent.SCHEMA$);
    }

    /**
     * Registers the schemas of a kind, and has the registry hold each version's to reading one another from then on.
     *
     * @throws InvalidEventException if the registry finds one incompatible with an earlier one of its version
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public void register(Kind kind) {
        kind.schemas().parallelStream()
                .forEach(
                        schema -> { // each is two writes to the registry's own log
                            registered.idOf(schema);
                            registered.requireFullCompatibility(schema.getFullName());
                        });
    }

    /**
     * Schemas under whose name and version events were written already, oldest first.
     *
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public List<Schema> registered(Schema schema) {
        return registered.versions(schema.getFullName());
    }

    /**
     * Registers a schema ahead of its first record.
     *
     * @throws InvalidEventException if the registry finds it incompatible with an earlier version
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public void register(Schema schema) {
        registered.idOf(schema);
    }

    /**
     * @throws InvalidEventException if the event does not fit its kind's schema; names the fields
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public byte[] encode(Event event) {
        Optional<Schema> own = kinds.get().schema(event);
        GenericData.Record record = own.isPresent() ? toTypedRecord(event, own.get()) : toOpenRecord(event);
        return write(record, writers.computeIfAbsent(record.getSchema(), GenericDatumWriter::new));
    }

    /**
     * Bytes of a record, such as a generated {@code ArtifactAppliedEvent}.
     *
     * @throws InvalidEventException if a required field is null
     * @throws RegistryUnavailableException if the registry does not answer
     */
    public byte[] encode(GenericRecord record) {
        boolean generated = record instanceof SpecificRecord;
        return write(
                record,
                generated
                        ? generatedWriters.computeIfAbsent(record.getSchema(), SpecificDatumWriter::new)
                        : writers.computeIfAbsent(record.getSchema(), GenericDatumWriter::new));
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
        RecordReader key = new RecordReader(schemaId(value), type);
        SpecificDatumReader<?> known = recordReaders.get(key);
        @SuppressWarnings("unchecked") // a reader is kept under the type that it gives
        SpecificDatumReader<T> reader = (SpecificDatumReader<T>) (known != null ? known : newRecordReader(key));
        return read(reader, value);
    }

    /** Reads identity and order without decoding the rest. Says nothing of whether the rest can be read. */
    public static EventOrder order(byte[] value) {
        schemaId(value);
        try {
            BinaryDecoder decoder = decoder(value);
            String eventId = decoder.readString();
            return new EventOrder(decoder.readLong(), eventId);
        } catch (IOException | RuntimeException e) {
            throw new UnreadableEventException("the event is cut off within its meta", e);
        }
    }

    /**
     * The event that a decoded record holds, generic or generated.
     *
     * @throws UnreadableEventException if it holds none
     */
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
            EventKind kind = eventKinds.computeIfAbsent(schema, EventCodec::eventKind);
            return new Event(apiVersion, kind, meta, spec);
        } catch (InvalidEventException
                | SyntaxException
                | AvroRuntimeException
                | NullPointerException
                | ClassCastException e) {
            throw new UnreadableEventException("the record is no event: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        registered.close();
    }

    private byte[] write(GenericRecord record, GenericDatumWriter<GenericRecord> writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(USUAL_BYTES);
        int id = registered.idOf(record.getSchema());
        bytes.writeBytes(
                ByteBuffer.allocate(HEADER_BYTES).put((byte) 0).putInt(id).array());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            writer.write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (AvroRuntimeException | NullPointerException | ClassCastException e) {
            throw new InvalidEventException(
                    "the " + record.getSchema().getName(), "does not fit its schema: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array takes every byte
        }
    }

    private GenericRecord decodeRecord(byte[] value) {
        int schemaId = schemaId(value);
        GenericDatumReader<GenericRecord> known = readers.get(schemaId);
        return read(known != null ? known : newReader(schemaId), value);
    }

    private static <T> T read(GenericDatumReader<T> reader, byte[] value) {
        try {
            BinaryDecoder decoder = decoder(value);
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
        Schema schema = registered.byId(schemaId);
        if (schema.getType() != Schema.Type.RECORD || schema.getField("meta") == null) {
            throw new UnreadableEventException("schema " + schemaId + " is not that of an event");
        }
        return readers.computeIfAbsent(schemaId, id -> new GenericDatumReader<>(schema));
    }

    private SpecificDatumReader<?> newRecordReader(RecordReader key) {
        Schema own = SpecificData.get().getSchema(key.type());
        Schema written = registered.byId(key.schemaId());
        if (!written.getFullName().equals(own.getFullName())) {
            throw new UnreadableEventException("schema " + key.schemaId() + " is not that of " + own.getFullName());
        }
        return recordReaders.computeIfAbsent(key, k -> new SpecificDatumReader<>(written, own));
    }

    private static BinaryDecoder decoder(byte[] value) {
        return DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null);
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

    /** The record of the object, within the event's, tells where the object's kind ends and the action begins. */
    private static EventKind eventKind(Schema event) {
        for (Schema.Field field : event.getField("spec").schema().getFields()) {
            if (field.schema().getType() == Schema.Type.RECORD
                    && event.getName().startsWith(field.schema().getName())) {
                EventKind kind = EventKind.of(event.getName(), field.schema().getName());
                if (kind.objectField().equals(field.name())) {
                    return kind;
                }
            }
        }
        return EventKind.parse(event.getName());
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
