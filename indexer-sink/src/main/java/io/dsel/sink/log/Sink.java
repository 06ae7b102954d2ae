package io.dsel.sink.log;

import io.dsel.avro.EventCodec;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.sink.bulk.BackOff;
import io.dsel.sink.bulk.BulkTransport;
import io.dsel.sink.bulk.BulkWriter;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the log into the index, until told to pause or close. Waits for OpenSearch as long as it takes. */
public final class Sink implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);
    private static final BackOff BACK_OFF =
            new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10), () -> ThreadLocalRandom.current()
                    .nextDouble());
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** What must be in place before the first document. */
    public interface Preparation {
        /**
         * @throws IOException if it can't be done now
         * @throws IllegalStateException if it can't be done at all
         */
        void apply() throws IOException;
    }

    private final SinkSettings settings;
    private final EventCodec codec;
    private final BulkTransport transport;
    private final Preparation preparation;
    private final SinkMetrics metrics;
    private final RateLimit rate = new RateLimit();
    private volatile SinkState state = new SinkState.Paused();
    private volatile InFlight inFlight;
    private volatile IndexingLoop loop;
    private volatile boolean stopping;
    private volatile boolean leaving;
    private Thread thread;

    /** Made, not started. Codec and transport stay the caller's. */
    public Sink(
            SinkSettings settings,
            EventCodec codec,
            BulkTransport transport,
            Preparation preparation,
            MeterRegistry registry) {
        this.settings = settings;
        this.codec = codec;
        this.transport = transport;
        this.preparation = preparation;
        this.metrics = new SinkMetrics(registry, settings.generation());
    }

    /** Starts, or goes on after a pause or a stop; nothing happens if it runs. */
    public synchronized void start() {
        if (thread != null && thread.isAlive()) {
            return;
        }
        stopping = false;
        leaving = false;
        state = new SinkState.Starting("the index");
        thread = Thread.ofPlatform().name("indexer-v" + settings.generation()).start(this::run);
    }

    /** Commits what is settled, leaves the group and reads nothing until {@link #start}. */
    public synchronized void pause() {
        leaving = true;
        stop();
        state = new SinkState.Paused();
    }

    /** @param documentsASecond most that are taken on from now on; 0 for no limit */
    public void limit(int documentsASecond) {
        rate.set(documentsASecond);
    }

    public SinkState state() {
        return state;
    }

    @Override
    public String name() {
        return "indexer";
    }

    @Override
    public Health check() {
        return switch (state) {
            case SinkState.Starting(String waitingFor) -> Health.down("waits for " + waitingFor);
            case SinkState.Paused p -> Health.down("paused for a replay; " + resume() + " goes on");
            case SinkState.Stopped(String reason) ->
                Health.down("stopped: " + reason + "; repair that, then " + resume() + " or restart");
            case SinkState.Running r -> running();
        };
    }

    /** As a restart would: a static member keeps its partitions for the session's length. */
    @Override
    public synchronized void close() {
        stop();
    }

    private String resume() {
        return "POST /v1/replay/resume {\"generation\": " + settings.generation() + "}";
    }

    private Health running() {
        String retry = inFlight.retryReason();
        String registry = loop.registryProblem();
        if (retry != null) {
            return Health.down("writes are tried again: " + retry);
        }
        return registry != null ? Health.down("waits for the schema registry: " + registry) : Health.up();
    }

    private void stop() {
        stopping = true;
        boolean interrupted = false;
        while (thread != null && thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            if (prepare()) {
                index();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("the sink stops: {}", e.getMessage(), e);
            state = new SinkState.Stopped(e.toString());
        }
    }

    /** @return false if told to stop while waiting */
    private boolean prepare() throws InterruptedException {
        for (int failures = 1; !stopping; failures++) {
            try {
                preparation.apply();
                return true;
            } catch (IOException e) {
                LOG.warn("the index is not ready, and is tried again: {}", e.getMessage());
                state = new SinkState.Starting("the index: " + e.getMessage());
                waitUnlessStopping(BACK_OFF.after(failures));
            }
        }
        return false;
    }

    private void waitUnlessStopping(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!stopping && System.nanoTime() - end < 0) {
            Thread.sleep(20);
        }
    }

    private void index() throws InterruptedException {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("indexer-retries").factory());
        try (Admin admin = KafkaClients.admin(settings.bootstrapServers());
                Producer<byte[], byte[]> producer = KafkaClients.producer(settings.bootstrapServers())) {
            TopicCreator topics = new TopicCreator(admin, TopicCreator.DEFAULT_PARTITIONS);
            Runnable letters = () -> topics.ensure(List.of(Topics.DEAD_LETTERS));
            inFlight = new InFlight(new DeadLetterWriter(producer, letters, timer, BACK_OFF), metrics);
            read(new BulkWriter<>(transport, inFlight, timer, BACK_OFF));
        } finally {
            timer.shutdownNow();
        }
    }

    private void read(BulkWriter<LogItem> writer) throws InterruptedException {
        Consumer<byte[], byte[]> consumer = KafkaClients.consumer(settings);
        try {
            loop = new IndexingLoop(
                    consumer,
                    new Documents(codec, settings.generation()),
                    inFlight,
                    writer,
                    settings,
                    rate,
                    metrics,
                    System::nanoTime);
            state = new SinkState.Running();
            while (!stopping && inFlight.stopReason() == null) {
                loop.step();
            }
            loop.finish();
        } finally {
            // One that can't go on must not keep its partitions from those that can.
            boolean leave = leaving || inFlight.stopReason() != null;
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                    .withGroupMembershipOperation(
                            leave ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.DEFAULT));
        }
        if (inFlight.stopReason() != null) {
            LOG.error("the sink stops: {}", inFlight.stopReason());
            state = new SinkState.Stopped(inFlight.stopReason());
        }
    }
}
