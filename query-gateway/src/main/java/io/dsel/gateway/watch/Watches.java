package io.dsel.gateway.watch;

import io.dsel.avro.EventCodec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All watches that are open. Each has a thread of its own, because a Kafka consumer holds on to its thread while it waits. */
public final class Watches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
    private static final long STOP_SECONDS = 10;

    private final LogConsumers consumers;
    private final TopicCatalogue topics;
    private final EventCodec codec;
    private final Predicate<String> live;
    private final int most;
    private final Semaphore free;
    private final AtomicLong opened = new AtomicLong();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param codec outlives this
     * @param live whether a kind of aggregates is the version that is read under its name
     * @param most how many may be open
     */
    public Watches(String bootstrapServers, EventCodec codec, Predicate<String> live, int most) {
        this.consumers = new LogConsumers(bootstrapServers);
        this.topics = new TopicCatalogue(Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000)));
        this.codec = codec;
        this.live = live;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /** How many are open now. */
    public int open() {
        return most - free.availablePermits();
    }

    /** Ends all watches; their readers come back to another gateway, or to this one once it is back. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            if (!free.tryAcquire(most, STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("{} watches did not end within {} s", open(), STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        topics.close();
    }

    /**
     * Returns when the watch has ended.
     *
     * @param reader called when the watch can begin; until then an exception may still be answered
     * @throws WatchRefusedException if it asks for what is not there
     * @throws TooManyWatchesException if too many are open
     * @throws LogAwayException if the broker does not answer
     */
    void serve(WatchRequest request, Supplier<OutputStream> reader) {
        if (!free.tryAcquire()) {
            throw new TooManyWatchesException(most);
        }
        FutureTask<Void> watch = new FutureTask<>(() -> watch(request, reader), null);
        Thread thread = Thread.ofPlatform()
                .daemon()
                .name("watch-" + opened.incrementAndGet())
                .unstarted(watch);
        threads.add(thread);
        try {
            thread.start();
            if (closed) {
                thread.interrupt();
            }
            watch.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        } finally {
            threads.remove(thread);
            free.release();
        }
    }

    private void watch(WatchRequest request, Supplier<OutputStream> reader) {
        try (Watch watch = new Watch(consumers, topics, codec, live, request)) {
            run(watch, reader.get());
        }
    }

    private static void run(Watch watch, OutputStream out) {
        try {
            watch.run(out);
        } catch (InterruptException e) {
            LOG.debug("ended with the service");
        } catch (IOException e) {
            LOG.debug("the reader is gone: {}", e.toString());
        } catch (KafkaException e) {
            LOG.warn("a watch ended, its reader will come back: {}", e.getMessage(), e);
        } catch (RuntimeException e) {
            LOG.error("a watch failed", e);
        }
    }
}
