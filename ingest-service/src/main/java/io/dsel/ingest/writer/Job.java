package io.dsel.ingest.writer;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Units that came together and are answered together.
 *
 * @param deadlineNanos by {@link System#nanoTime()}; after it nobody waits for the answer
 * @param answer a result for each unit, in order
 */
record Job(List<Unit> units, long deadlineNanos, CompletableFuture<List<Result>> answer) {

    Job(List<Unit> units, long deadlineNanos) {
        this(List.copyOf(units), deadlineNanos, new CompletableFuture<>());
    }

    boolean expired(long now) {
        return deadlineNanos - now <= 0;
    }

    int size() {
        return units.stream().mapToInt(Unit::size).sum();
    }
}
