package io.dsel.streams.engine;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One block cache and one bound on write buffers for all stores of the process, however many partitions it holds: by
 * default each store of each partition takes 50 MB of cache and 48 MB of buffers of its own. Kafka Streams makes an
 * instance per store, so what they share has to be static; it is made once and never changes.
 */
public final class RocksDbSettings implements RocksDBConfigSetter {
    private static final long CACHE_BYTES = 96L << 20;
    private static final long WRITE_BUFFER_BYTES = 48L << 20;
    private static final long MOST_BYTES_OF_ONE_BUFFER = 8L << 20;

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
        options.setWriteBufferSize(MOST_BYTES_OF_ONE_BUFFER);
    }

    /** Frees what belongs to one store; what all share lives as long as the process. */
    @Override
    public void close(String store, Options options) {
        filter.close();
    }
}
