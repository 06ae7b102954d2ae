package io.dsel.streams.engine;

import io.dsel.streams.store.StoreNames;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one bound on write buffers for all stores of the process, however many partitions it holds: by
 * default each store of each partition takes 50 MB of cache and 48 MB of buffers of its own. Kafka Streams makes an
 * instance per store, so what they share has to be static; it is made once and never changes.
 *
 * <p>All buffers together stay below the bound. At the bound RocksDB flushes the buffer that is written to next, however
 * little it holds; where others keep theirs, for nobody writes to them, that is a file for every few records.
 */
public final class RocksDbSettings implements RocksDBConfigSetter {
    /** Setting: the count of partitions, which is how often this process can have a store at most. */
    static final String PARTITIONS = "dsel.partitions";

    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 48L << 20;

    /** Of the bound, what stores fill; the rest is for buffers that are being flushed. */
    private static final double FILLED = 0.75;

    /** A buffer grows by so much; by default an eighth of its size, which is what an empty one takes. */
    private static final long GROWTH_BYTES = 32L << 10;

    /** Where most bytes go; every other store has one share. */
    private static final Map<String, Integer> SHARES = Map.of(StoreNames.HISTORY, 8, StoreNames.AGGREGATE_EVENTS, 4);

    private static final int ALL_SHARES = 8 + 4 + 7;

    static {
        RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFER_BYTES, CACHE);

    /** A missing key, which every new event asks the history for, is known without reading a block. */
    private final BloomFilter filter = new BloomFilter(10);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
        options.setOptimizeFiltersForHits(false);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(bufferBytes(store, (int) settings.get(PARTITIONS)));
        options.setArenaBlockSize(GROWTH_BYTES);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    private static long bufferBytes(String store, int partitions) {
        double share = FILLED * WRITE_BUFFER_BYTES / partitions / ALL_SHARES;
        return Math.max(2 * GROWTH_BYTES, (long) (share * SHARES.getOrDefault(store, 1)));
    }

    /** Frees what belongs to one store; what all share lives as long as the process. */
    @Override
    public void close(String store, Options options) {
        filter.close();
    }
}
