package io.dsel.streams.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.query.PositionBound;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryConfig;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.RocksDBStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * RocksDB stores that mend two faults of those of Kafka Streams 4.3.1.
 *
 * <p>Queried while they are written, those deadlock: a put locks the store and then its position, an interactive query
 * locks the position and then, to read, the store. The stream thread then stands still for ever, alive and in state
 * RUNNING. Here a query locks the store first, as a put does.
 *
 * <p>And where a standby fails to become active, because the rebalance brought a new topic too, its stores stay open,
 * and no later thread of this instance can open them again. Here a store that is opened closes the one of the same task
 * that was left behind; a task has one owner at a time, so nobody uses that any more. That may have been left by the run
 * before, so an instance has one of these for all its runs.
 */
public final class QueryableStores {
    private static final Logger LOG = LoggerFactory.getLogger(QueryableStores.class);

    /** By name and task, the store that was opened last. */
    private final Map<String, Map<TaskId, QueryableStore>> opened = new ConcurrentHashMap<>();

    public KeyValueBytesStoreSupplier named(String name) {
        Map<TaskId, QueryableStore> latest = opened.computeIfAbsent(name, any -> new ConcurrentHashMap<>());
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new QueryableStore(name, metricsScope(), latest);
            }

            @Override
            public String metricsScope() {
                return "rocksdb";
            }
        };
    }

    private static final class QueryableStore extends RocksDBStore {
        private final Map<TaskId, QueryableStore> latest;

        /** @param latest by task, the store of this name that was opened last */
        QueryableStore(String name, String metricsScope, Map<TaskId, QueryableStore> latest) {
            super(name, metricsScope);
            this.latest = latest;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            QueryableStore before = latest.put(context.taskId(), this);
            if (before != null && before != this && before.isOpen()) {
                LOG.warn("store {} of task {} was left open and is closed", name(), context.taskId());
                before.close();
            }
            super.init(context, root);
        }

        @Override
        public void close() {
            super.close();
            latest.values().remove(this);
        }

        @Override
        public synchronized <R> QueryResult<R> query(Query<R> query, PositionBound bound, QueryConfig config) {
            return super.query(query, bound, config);
        }
    }
}
