package io.dsel.sink.log;

import io.dsel.sink.bulk.Settlement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Carries what is settled from the threads that learn it to the one that reads the log, and keeps why nothing can be
 * written any more, or what is being tried again.
 */
final class InFlight implements Settlement<LogItem> {
    private final BlockingQueue<List<LogItem>> settled = new LinkedBlockingQueue<>();
    private final DeadLetterWriter deadLetters;
    private final SinkMetrics metrics;
    private volatile String stopReason;
    private volatile String retryReason;

    InFlight(DeadLetterWriter deadLetters, SinkMetrics metrics) {
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Override
    public void stored(List<LogItem> items) {
        metrics.stored(items.size());
        settle(items);
    }

    @Override
    public void alreadyThere(List<LogItem> items) {
        metrics.alreadyThere(items.size());
        settle(items);
    }

    @Override
    public CompletableFuture<Void> rejected(LogItem item, String reason) {
        return deadLetters.write(item.record(), reason).thenRun(() -> {
            metrics.dead();
            settled.add(List.of(item));
        });
    }

    @Override
    public void retrying(int items, String reason) {
        metrics.retries(items);
        retryReason = reason;
    }

    @Override
    public void stopped(String reason) {
        stopReason = reason;
    }

    /** Why nothing can be written any more, or null. */
    String stopReason() {
        return stopReason;
    }

    /** Why the last request was sent again, or null if one has been taken since. */
    String retryReason() {
        return retryReason;
    }

    /** Hands over what has been settled; waits that long if there is nothing. */
    void drain(Duration wait, Consumer<LogItem> receiver) throws InterruptedException {
        List<LogItem> items = settled.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        while (items != null) {
            items.forEach(receiver);
            items = settled.poll();
        }
    }

    private void settle(List<LogItem> items) {
        if (!items.isEmpty()) {
            retryReason = null;
            settled.add(items);
        }
    }
}
