package io.dsel.client;

import io.dsel.avro.RegistryUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that follows a small part of the log from its beginning, at a position of its own, so that it needs no group and no
 * disk. What fails is tried again, and told once for as long as it fails in the same way.
 */
final class LogFollower implements AutoCloseable {
    /** For which a step may wait for records. */
    static final Duration POLL = Duration.ofMillis(500);

    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    private final String what;
    private final Consumer<byte[], byte[]> consumer;
    private final BooleanSupplier step;
    private final Runnable last;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param what it follows, as the thread's name and in the log
     * @param consumer closed with this
     * @param step takes in what is new; false if there is nothing to follow yet
     * @param last is done when the thread ends
     */
    LogFollower(String what, Consumer<byte[], byte[]> consumer, BooleanSupplier step, Runnable last) {
        this.what = what;
        this.consumer = consumer;
        this.step = step;
        this.last = last;
        thread = Thread.ofPlatform().name(what).daemon().unstarted(this::run);
    }

    /**
     * A consumer of what is committed.
     *
     * @param patience with the broker, for each request
     * @param more further settings, such as security
     */
    static Consumer<byte[], byte[]> consumer(String bootstrapServers, Duration patience, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        String told = "";
        while (closed.getCount() > 0) {
            try {
                if (!step.getAsBoolean()) {
                    pause();
                }
                told = "";
            } catch (WakeupException e) {
                LOG.debug("closing");
            } catch (KafkaException | RegistryUnavailableException e) {
                if (!told.equals(e.getMessage())) {
                    LOG.warn("{} are not followed, as it stands, and tried again: {}", what, e.getMessage());
                    told = String.valueOf(e.getMessage());
                }
                pause();
            }
        }
        consumer.close();
        last.run();
    }

    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closed.countDown();
        }
    }
}
