package io.dsel.streams.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads never stop the stream. */
class QueryableStoresTest {
    private final QueryableStores stores = new QueryableStores();
    private static final int READERS = 3;
    private static final int QUERIES = 10_000;
    private static final Bytes KEY = Bytes.wrap(new byte[] {1});

    @TempDir
    Path folder;

    /** With the stores of Kafka 4.3.1 themselves, they wait for each other after a few hundred queries. */
    @Test
    void aStoreIsReadAndWrittenAtOnceWithoutADeadlock() throws Exception {
        KeyValueStore<Bytes, byte[]> store = open(builder());
        CountDownLatch read = new CountDownLatch(READERS);
        daemon(() -> {
            while (read.getCount() > 0) {
                store.put(KEY, new byte[] {2});
            }
        });
        for (int reader = 0; reader < READERS; reader++) {
            daemon(() -> {
                for (int i = 0; i < QUERIES; i++) {
                    query(store);
                }
                read.countDown();
            });
        }

        assertTrue(read.await(60, TimeUnit.SECONDS), "readers and the writer wait for each other");
    }

    /** With the stores of Kafka 4.3.1 themselves, the second waits for a lock that nobody gives back. */
    @Test
    void aStoreThatWasLeftOpenGivesWayToTheNext() {
        StoreBuilder<KeyValueStore<Bytes, byte[]>> builder = builder();
        KeyValueStore<Bytes, byte[]> left = open(builder);
        left.put(KEY, new byte[] {3});
        left.flush();
        KeyValueStore<Bytes, byte[]> next = open(builder);
        assertFalse(left.isOpen());
        assertArrayEquals(new byte[] {3}, next.get(KEY));
        left.close();
        assertTrue(next.isOpen());
        next.close();
    }

    @Test
    void aStoreThatTheRunBeforeLeftOpenIsClosedToo() {
        KeyValueStore<Bytes, byte[]> left = open(builder());
        left.put(KEY, new byte[] {4});
        left.flush();
        KeyValueStore<Bytes, byte[]> next = open(builder());
        assertFalse(left.isOpen());
        assertArrayEquals(new byte[] {4}, next.get(KEY));
        next.close();
    }

    private StoreBuilder<KeyValueStore<Bytes, byte[]>> builder() {
        return Stores.keyValueStoreBuilder(stores.named("store"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled();
    }

    private KeyValueStore<Bytes, byte[]> open(StoreBuilder<KeyValueStore<Bytes, byte[]>> builder) {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        KeyValueStore<Bytes, byte[]> store = builder.build();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static void query(KeyValueStore<Bytes, byte[]> store) {
        RangeQuery<Bytes, byte[]> range =
                RangeQuery.<Bytes, byte[]>withRange(KEY, KEY).withDescendingKeys();
        try (KeyValueIterator<Bytes, byte[]> found = store.query(
                        range, PositionBound.unbounded(), new QueryConfig(false))
                .getResult()) {
            while (found.hasNext()) {
                found.next();
            }
        }
    }

    private static void daemon(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }
}
