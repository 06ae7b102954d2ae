package io.dsel.streams.store;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;

/**
 * RocksDB stores that can be queried while they are written.
 *
 * <p>Those of Kafka 4.3.1 deadlock: a put locks the store and then its position, an interactive query locks the position
 * and then, to read, the store. The stream thread then stands still for ever, alive and in state RUNNING. Here a query
 * locks the store first, as a put does.
 */
public final class QueryableStores {
    private QueryableStores() {}

    public static KeyValueBytesStoreSupplier named(String name) {
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new QueryableStore(name, metricsScope());
            }

            @Override
            public String metricsScope() {
                return "rocksdb";
            }
        };
    }

    private static final class QueryableStore extends RocksDBStore {
        QueryableStore(String name, String metricsScope) {
            super(name, metricsScope);
        }

        @Override
        public synchronized <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
            return super.query(query, bound, config);
        }
    }
}
