package io.dsel.streams.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.streams.store.StoreNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

class RocksDbSettingsTest {
    private static final List<String> STORES = List.of(
            StoreNames.HISTORY,
            StoreNames.HEADS,
            StoreNames.AGGREGATE_EVENTS,
            StoreNames.AGGREGATE_STATES,
            StoreNames.AGGREGATE_AGENDA,
            StoreNames.AGGREGATE_REFERENCES,
            StoreNames.AGGREGATE_ENRICHMENTS,
            StoreNames.ENRICHMENT_QUESTIONS,
            StoreNames.SUBSCRIBERS);

    /** What all hold if they are not to be flushed. */
    private static final long EVENLY = 48L << 20;

    private static final long MARGIN = 64 << 10;
    private static final int VALUE_BYTES = 1_000;
    private static final long RECORDS = 2_000;
    private static final long OF_EACH_OPEN = 10;

    static {
        RocksDB.loadLibrary();
    }

    @TempDir
    private Path folder;

    /** As when one partition has all the traffic, and all had it before. */
    @ParameterizedTest
    @ValueSource(ints = {4, 16})
    void aStoreIsNotFlushedForWhatOthersHold(int partitions) throws Exception {
        List<Store> stores = new ArrayList<>();
        try (WriteOptions unlogged = new WriteOptions().setDisableWAL(true)) {
            for (int partition = 0; partition < partitions; partition++) {
                for (String name : STORES) {
                    stores.add(Store.open(name, folder.resolve(partition + "-" + name), partitions));
                }
            }
            for (Store store : stores) {
                long held = Math.min(EVENLY / stores.size(), store.options().writeBufferSize() - MARGIN);
                for (int i = 0; i < held / VALUE_BYTES; i++) {
                    store.put(i, unlogged);
                }
            }
            Store busy = stores.getFirst();
            for (int i = 0; i < RECORDS; i++) {
                busy.put(i, unlogged);
                while (busy.isFlushing()) {
                    Thread.onSpinWait(); // as with records that come one by one
                }
            }

            long most =
                    OF_EACH_OPEN + 2 * RECORDS * VALUE_BYTES / busy.options().writeBufferSize();
            assertTrue(busy.filesEverMade() <= most, busy.filesEverMade() + " files, more than " + most);
        } finally {
            stores.forEach(Store::close);
        }
    }

    private record Store(String name, Path folder, RocksDB db, Options options, RocksDbSettings settings) {
        static Store open(String name, Path folder, int partitions) throws RocksDBException {
            Options options = new Options().setCreateIfMissing(true).setTableFormatConfig(new BlockBasedTableConfig());
            RocksDbSettings settings = new RocksDbSettings();
            settings.setConfig(name, options, Map.of(RocksDbSettings.PARTITIONS, partitions));
            return new Store(name, folder, RocksDB.open(options, folder.toString()), options, settings);
        }

        void put(int number, WriteOptions how) throws RocksDBException {
            db.put(how, ByteBuffer.allocate(Integer.BYTES).putInt(number).array(), new byte[VALUE_BYTES]);
        }

        boolean isFlushing() throws RocksDBException {
            return db.getLongProperty("rocksdb.mem-table-flush-pending") > 0
                    || db.getLongProperty("rocksdb.num-running-flushes") > 0;
        }

        /** They are numbered, along with the few others that each open makes. */
        long filesEverMade() throws IOException {
            try (var files = Files.list(folder)) {
                return files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".sst"))
                        .mapToLong(file -> Long.parseLong(file.substring(0, file.indexOf('.'))))
                        .max()
                        .orElse(0);
            }
        }

        void close() {
            db.close();
            settings.close(name, options);
            options.close();
        }
    }
}
