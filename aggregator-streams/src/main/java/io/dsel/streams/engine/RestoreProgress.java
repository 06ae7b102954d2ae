package io.dsel.streams.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores are that are being restored from their changelogs. */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Long> left = new ConcurrentHashMap<>();

    /** Text to put behind a state; empty if nothing is being restored. */
    String describe() {
        long records = left.values().stream().mapToLong(Long::longValue).sum();
        return left.isEmpty() ? "" : ", restoring " + left.size() + " stores, " + records + " records left";
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long start, long end) {
        left.put(partition, end - start);
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
        left.computeIfPresent(partition, (key, before) -> Math.max(0, before - restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        left.remove(partition);
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        left.remove(partition);
    }
}
