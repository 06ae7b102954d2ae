package io.dsel.e2e;

import io.dsel.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** Two users of kinds that have always been there, one writing, one reading, each as soon as the last answer has come. */
final class SteadyUse implements AutoCloseable {
    private final Http http = new Http();
    private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final Thread writer;
    private final Thread reader;
    private volatile boolean stopped;

    SteadyUse(String ingest, String gateway) {
        writer = Thread.ofVirtual()
                .start(() -> repeat(writes, () -> {
                    String config = "{\"spec\":{\"values\":{\"round\":" + writes.get() + "}}}";
                    http.put(ingest + "/v1/objects/Config/steady/limits", Json.parse(config))
                            .ok();
                }));
        reader = Thread.ofVirtual()
                .start(() -> repeat(reads, () -> http.get(gateway + "/v1/objects/Artifact/shop/vpc")
                        .ok()));
    }

    private interface Round {
        void run() throws Exception;
    }

    /** Waits until each user has been answered that many times more. */
    void awaitRounds(int more) {
        int written = writes.get() + more;
        int read = reads.get() + more;
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !errors.isEmpty() || (writes.get() >= written && reads.get() >= read));
    }

    List<String> errors() {
        return List.copyOf(errors);
    }

    /** The longest time without an answer that one of them had. */
    Duration longestPause() {
        return Duration.ofNanos(longestNanos.get());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        writer.join(TimeUnit.SECONDS.toMillis(30));
        reader.join(TimeUnit.SECONDS.toMillis(30));
        System.out.printf(
                "meanwhile %d writes and %d reads, the longest pause %d ms%n",
                writes.get(), reads.get(), longestPause().toMillis());
    }

    private void repeat(AtomicInteger rounds, Round round) {
        while (!stopped) {
            long begin = System.nanoTime();
            try {
                round.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception | AssertionError e) {
                errors.add(e.toString());
            }
            longestNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
            rounds.incrementAndGet();
        }
    }
}
