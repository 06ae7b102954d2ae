package io.dsel.streams.topology;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.aggregate.Aggregates;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Kinds;
import io.dsel.streams.aggregate.Unmade;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.store.Head;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The whole topology on a driver, with a registry in memory. */
final class Driver implements AutoCloseable {
    static final Instant LOG_TIME = Instant.parse("2026-02-01T00:00:00Z");

    final EventCodec codec;
    final List<String> passedBy = new ArrayList<>();
    final Unmade unmade = new Unmade(aggregate -> passedBy.add(aggregate.name()));
    final Path folder = temporaryFolder();
    final TopologyTestDriver driver;
    private final Map<String, TestInputTopic<String, byte[]>> inputs = new HashMap<>();

    Driver() {
        this(new EventCodec(new MockSchemaRegistryClient()));
    }

    Driver(EventCodec codec) {
        this(codec, () -> Kinds.BUILT_IN);
    }

    /** @param kinds say what actions mean */
    Driver(EventCodec codec, Supplier<Kinds> kinds) {
        this(codec, kinds, () -> Aggregates.BUILT_IN);
    }

    /** @param aggregates say what is made of events, when each is read */
    Driver(Supplier<Aggregates> aggregates) {
        this(new EventCodec(new MockSchemaRegistryClient()), () -> Kinds.BUILT_IN, aggregates);
    }

    Driver(EventCodec codec, Supplier<Kinds> kinds, Supplier<Aggregates> aggregates) {
        this(codec, kinds, aggregates, Outside.NOBODY);
    }

    /** @param outside what groups ask */
    Driver(Supplier<Aggregates> aggregates, Outside outside) {
        this(new EventCodec(new MockSchemaRegistryClient()), () -> Kinds.BUILT_IN, aggregates, outside);
    }

    private Driver(EventCodec codec, Supplier<Kinds> kinds, Supplier<Aggregates> aggregates, Outside outside) {
        this.codec = codec;
        Declared declared = new Declared(kinds, aggregates, unmade);
        StreamsConfig config =
                new EngineSettings("localhost:1", "test", "localhost:1", folder, 1, Map.of()).toStreamsConfig(1);
        Properties properties = new Properties();
        config.originals().forEach(properties::put);
        driver = new TopologyTestDriver(
                AggregatorTopology.build(config, codec, declared, new QueryableStores(), outside),
                properties,
                LOG_TIME);
    }

    void send(Event event) {
        send(Topics.of(event.kind()), event.entity().text(), codec.encode(event));
    }

    void send(String topic, String key, byte[] value) {
        inputs.computeIfAbsent(
                        topic, name -> driver.createInputTopic(name, new StringSerializer(), new ByteArraySerializer()))
                .pipeInput(key, value, LOG_TIME);
    }

    KeyValueStore<String, Head> heads() {
        return driver.getKeyValueStore(StoreNames.HEADS);
    }

    KeyValueStore<Bytes, StoredEvent> history() {
        return driver.getKeyValueStore(StoreNames.HISTORY);
    }

    KeyValueStore<Bytes, byte[]> agenda() {
        return driver.getKeyValueStore(StoreNames.AGGREGATE_AGENDA);
    }

    /** A store's contents, in the order of its keys. */
    static <K, V> Map<K, V> contents(KeyValueStore<K, V> store) {
        Map<K, V> contents = new LinkedHashMap<>();
        try (KeyValueIterator<K, V> all = store.all()) {
            all.forEachRemaining(entry -> contents.put(entry.key, entry.value));
        }
        return contents;
    }

    /** What the topology wrote to a topic since it was last asked. */
    List<TestRecord<String, byte[]>> written(String topic) {
        var output = driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
        return output.isEmpty() ? List.of() : output.readRecordsToList();
    }

    /** The events that were made of an aggregate since it was last asked. */
    List<Event> made(String aggregate) {
        return written(Topics.AGGREGATES_PREFIX + aggregate).stream()
                .map(record -> codec.decode(record.value()))
                .toList();
    }

    /** What was journaled since it was last asked: keys, and entries. */
    List<Map.Entry<String, JournalEntry>> journaled() {
        return written(Topics.AGGREGATE_JOURNAL.name()).stream()
                .map(record -> Map.entry(record.key(), codec.decode(record.value(), JournalEntry.class)))
                .toList();
    }

    /** Puts entries to the journal that another driver wrote, whose registry gave other ids to the schemas. */
    void replay(List<Map.Entry<String, JournalEntry>> entries) {
        codec.register(JournalEntry.getClassSchema());
        entries.forEach(entry -> send(Topics.AGGREGATE_JOURNAL.name(), entry.getKey(), codec.encode(entry.getValue())));
    }

    @Override
    public void close() {
        driver.close();
        codec.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("dsel-driver-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
