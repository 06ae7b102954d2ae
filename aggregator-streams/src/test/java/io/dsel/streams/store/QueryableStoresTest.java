package io.dsel.streams.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads never stop the stream. */
class QueryableStoresTest {
    private static final int PUTS = 100_000;
    private static final Bytes KEY = Bytes.wrap(new byte[] {1});

    @TempDir
    Path folder;

    /** With the stores of Kafka 4.3.1 themselves, writer and reader wait for each other after a few puts. */
    @Test
    void aStoreIsReadAndWrittenAtOnceWithoutADeadlock() throws Exception {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        MockProcessorContext<Void, Void> context =
                new MockProcessorContext<>(settings, new TaskId(0, 0), folder.toFile());
        KeyValueStore<Bytes, byte[]> store = Stores.keyValueStoreBuilder(
                        QueryableStores.named("store"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        store.init(context.getStateStoreContext(), store);
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch written = new CountDownLatch(1);
        daemon(() -> {
            for (int i = 0; i < PUTS; i++) {
                store.put(KEY, new byte[] {2});
            }
            written.countDown();
        });
        daemon(() -> {
            while (!stop.get()) {
                query(store);
            }
        });

        boolean finished = written.await(60, TimeUnit.SECONDS);
        stop.set(true);

        assertTrue(finished, "the writer stands still");
    }

    private static void query(KeyValueStore<Bytes, byte[]> store) {
        RangeQuery<Bytes, byte[]> all = RangeQuery.<Bytes, byte[]>withNoBounds().withDescendingKeys();
        try (KeyValueIterator<Bytes, byte[]> found = store.query(all, PositionBound.unbounded(), new QueryConfig(false))
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
