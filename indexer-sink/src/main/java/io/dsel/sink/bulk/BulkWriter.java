package io.dsel.sink.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes batches until every item is settled. Only what failed is sent again; a request that is refused as a whole is
 * halved until the item at fault is alone. Never blocks.
 */
public final class BulkWriter<I extends BulkItem> {
    private final BulkTransport transport;
    private final Settlement<I> settlement;
    private final ScheduledExecutorService timer;
    private final BackOff backOff;

    public BulkWriter(
            BulkTransport transport, Settlement<I> settlement, ScheduledExecutorService timer, BackOff backOff) {
        this.transport = transport;
        this.settlement = settlement;
        this.timer = timer;
        this.backOff = backOff;
    }

    /**
     * A batch under way.
     *
     * @param answered when the first request has ended, well or not
     * @param settled when every item is
     */
    public record Writing(CompletableFuture<Void> answered, CompletableFuture<Void> settled) {}

    /** Sends the items in one request. */
    public Writing write(List<I> items) {
        Batch batch = new Batch(items.size());
        batch.attempt(items, 0);
        return new Writing(batch.answered, batch.settled);
    }

    private final class Batch {
        private final AtomicInteger open;
        private final CompletableFuture<Void> answered = new CompletableFuture<>();
        private final CompletableFuture<Void> settled = new CompletableFuture<>();

        Batch(int items) {
            open = new AtomicInteger(items);
        }

        /** @param failures how many attempts at these items have failed in a row */
        void attempt(List<I> items, int failures) {
            transport.send(items).whenComplete((reply, error) -> {
                try {
                    if (error != null) {
                        again(items, failures, "no answer: " + error);
                    } else {
                        take(items, BulkAnswer.of(reply, items.size()), failures);
                    }
                } catch (RuntimeException e) {
                    settlement.stopped("an answer could not be handled: " + e);
                }
                answered.complete(null);
            });
        }

        private void take(List<I> items, BulkAnswer answer, int failures) {
            switch (answer) {
                case BulkAnswer.Items(List<Outcome> outcomes) -> settle(items, outcomes, failures);
                case BulkAnswer.Split(String reason) -> {
                    settlement.retrying(items.size(), reason);
                    int half = items.size() / 2;
                    attempt(items.subList(0, half), failures);
                    attempt(items.subList(half, items.size()), failures);
                }
            }
        }

        private void settle(List<I> items, List<Outcome> outcomes, int failures) {
            List<I> stored = new ArrayList<>(items.size());
            List<I> there = new ArrayList<>();
            List<I> failed = new ArrayList<>();
            String reason = "";
            for (int i = 0; i < items.size(); i++) {
                I item = items.get(i);
                switch (outcomes.get(i)) {
                    case Outcome.Stored s -> stored.add(item);
                    case Outcome.AlreadyThere a -> there.add(item);
                    case Outcome.Rejected(String why) -> reject(item, why);
                    case Outcome.Stop(String why) -> settlement.stopped(why);
                    case Outcome.Again(String why) -> {
                        failed.add(item);
                        reason = why;
                    }
                }
            }
            settlement.stored(stored);
            settlement.alreadyThere(there);
            close(stored.size() + there.size());
            if (!failed.isEmpty()) {
                again(failed, failures, reason);
            }
        }

        private void reject(I item, String reason) {
            settlement.rejected(item, reason).thenRun(() -> close(1));
        }

        private void again(List<I> items, int failures, String reason) {
            settlement.retrying(items.size(), reason);
            long wait = backOff.after(failures + 1).toMillis();
            try {
                timer.schedule(() -> attempt(items, failures + 1), wait, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The timer ends with the sink; what is open now is read from the log again.
            }
        }

        private void close(int items) {
            if (open.addAndGet(-items) == 0) {
                settled.complete(null);
            }
        }
    }
}
