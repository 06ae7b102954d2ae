package io.dsel.streams.engine;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.client.LiveKinds;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.streams.aggregate.Unmade;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.topology.AggregatorTopology;
import io.dsel.streams.topology.Declared;
import io.dsel.topic.TopicCreator;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The streams of this instance: waits for the broker, the registry and the kinds in the log, runs, pauses for a replay
 * and goes on. {@link KafkaStreams} can't be started twice, so each run has its own.
 */
public final class StreamsEngine implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsEngine.class);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(2);
    private static final Duration KINDS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(15);

    private final EngineSettings settings;
    private final EventCodec codec;
    private final TopicCreator topics;
    private final LiveKinds kinds;
    private final Outside outside;
    private final PreparedAggregates aggregates;
    private final Declared declared;
    private final QueryableStores stores = new QueryableStores();
    private final Thread starter;
    private final RestoreProgress restoring = new RestoreProgress();
    private final AtomicReference<String> failure = new AtomicReference<>();

    /** Held while the streams start or stop, which takes seconds; readers don't wait for it. */
    private final Lock lifecycle = new ReentrantLock();

    private volatile KafkaStreams streams;
    private volatile Idle idle = new Idle("STARTING", "not started");
    private volatile int partitions = TopicCreator.DEFAULT_PARTITIONS;
    private boolean paused;
    private boolean closed;

    /** Why there are no streams: a word, and more of it. */
    private record Idle(String state, String detail) {}

    /**
     * Does nothing yet; see {@link #start()}.
     *
     * @param kinds say what actions mean and what is made of events; who gives them closes them
     * @param outside what groups ask; who gives it closes it
     * @param passedBy is told of each aggregate that this process can't make, before events go by it; may throw
     *     {@link KafkaException}, and is told again then
     */
    public StreamsEngine(
            EngineSettings settings,
            EventCodec codec,
            TopicCreator topics,
            LiveKinds kinds,
            Outside outside,
            Consumer<Aggregate> passedBy) {
        this.settings = settings;
        this.codec = codec;
        this.topics = topics;
        this.kinds = kinds;
        this.outside = outside;
        Unmade unmade = new Unmade(passedBy);
        this.aggregates = new PreparedAggregates(kinds::aggregates, topics, unmade);
        this.declared = new Declared(kinds, aggregates, unmade);
        this.starter = Thread.ofVirtual().name("streams-start").unstarted(this::startWhenPossible);
    }

    /** What events are noted for. */
    public Declared declared() {
        return declared;
    }

    /** Returns at once; {@link #check()} says what is waited for. */
    public void start() {
        starter.start();
    }

    /**
     * The streams that are running, or about to.
     *
     * @throws StreamsUnavailableException if there are none now
     */
    public KafkaStreams streams() {
        KafkaStreams running = streams;
        if (running == null) {
            throw new StreamsUnavailableException(idle.detail());
        }
        return running;
    }

    /** The aggregates that events are noted for now. */
    public Aggregates aggregates() {
        return aggregates.get();
    }

    /**
     * Stops the streams and leaves the group, so that its offsets may be changed; reads are refused meanwhile. Does
     * nothing if they are paused.
     *
     * @param reason what readers are told
     */
    public void pause(String reason) {
        lifecycle.lock();
        try {
            paused = true;
            idle = new Idle("PAUSED", reason);
            stop(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                    .withTimeout(CLOSE_LIMIT));
        } finally {
            lifecycle.unlock();
        }
    }

    /** Starts the streams after {@link #pause}; does nothing if they run. */
    public void resume() {
        lifecycle.lock();
        try {
            paused = false;
            if (streams == null && !starter.isAlive()) {
                run();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /**
     * Deletes the local stores.
     *
     * @throws StreamsRunningException if they are not paused
     */
    public void deleteLocalState() {
        lifecycle.lock();
        try {
            if (streams != null) {
                throw new StreamsRunningException("the streams of this instance are running");
            }
            try (KafkaStreams stopped = newStreams()) {
                stopped.cleanUp();
            }
        } finally {
            lifecycle.unlock();
        }
    }

    /** One word: that of Kafka Streams, or {@code STARTING}, {@code PAUSED}, {@code STOPPED} where there are none. */
    public String state() {
        KafkaStreams running = streams;
        return running == null ? idle.state() : running.state().name();
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public Health check() {
        KafkaStreams running = streams;
        if (running == null) {
            return Health.down(idle.detail());
        }
        return switch (running.state()) {
            case RUNNING -> new Health(true, declared.unmade().describe(kinds.aggregates()));
            case CREATED, REBALANCING -> Health.down("REBALANCING" + restoring.describe());
            default -> Health.down(running.state() + (failure.get() == null ? "" : ": " + failure.get()));
        };
    }

    @Override
    public void close() {
        starter.interrupt();
        lifecycle.lock();
        try {
            closed = true;
            idle = new Idle("STOPPED", "stopped");
            // Stays a member, so that a restart within the session's time moves no partition.
            stop(CloseOptions.timeout(CLOSE_LIMIT));
        } finally {
            lifecycle.unlock();
        }
    }

    private void stop(CloseOptions how) {
        KafkaStreams running = streams;
        streams = null;
        if (running != null && !running.close(how)) {
            LOG.warn("the streams did not stop within {} s", CLOSE_LIMIT.toSeconds());
        }
    }

    private void run() {
        lifecycle.lock();
        try {
            if (!closed && !paused) {
                failure.set(null);
                KafkaStreams made = newStreams();
                made.start();
                streams = made;
            }
        } finally {
            lifecycle.unlock();
        }
    }

    private KafkaStreams newStreams() {
        StreamsConfig config = settings.toStreamsConfig(partitions);
        KafkaStreams made =
                new KafkaStreams(AggregatorTopology.build(config, codec, declared, stores, outside), config);
        made.setUncaughtExceptionHandler(new FailureResponse(failure, Clock.systemUTC()));
        made.setGlobalStateRestoreListener(restoring);
        made.setStateListener((now, before) -> LOG.info("streams: {} -> {}", before, now));
        return made;
    }

    private void startWhenPossible() {
        try {
            attempt("the broker", () -> {
                var created = Prerequisites.createTopics(topics);
                partitions = topics.partitions();
                LOG.info("the topics are there, {} of them new", created.size());
            });
            attempt("the schema registry", () -> Prerequisites.registerSchemas(codec));
            awaitKinds();
            attempt("what is declared", aggregates::prepare);
            aggregates().all().forEach(Aggregate::compiled); // or the first events would wait for that
            run();
        } catch (InterruptedException e) {
            LOG.info("stopped before the streams began");
        } catch (RuntimeException e) {
            idle = new Idle("STOPPED", "could not start: " + e.getMessage());
            LOG.error("the streams could not start: {}", e.getMessage(), e);
        }
    }

    private void attempt(String what, Runnable step) throws InterruptedException {
        while (true) {
            waiting(what);
            try {
                step.run();
                return;
            } catch (KafkaException | RegistryUnavailableException e) {
                waiting(what + ": " + e.getMessage());
                LOG.warn("waiting for {}: {}", what, e.getMessage());
            }
            Thread.sleep(BETWEEN_ATTEMPTS);
        }
    }

    /** What is noted in the journal stays, so nothing is read before all manifests are known that were there already. */
    private void awaitKinds() throws InterruptedException {
        waiting("the kinds in the log");
        while (!kinds.awaitReady(KINDS_PATIENCE)) {
            LOG.warn("waiting for the kinds in the log: they are not read to their end yet");
        }
    }

    private void waiting(String what) {
        lifecycle.lock();
        try {
            if (!paused) {
                idle = new Idle("STARTING", "waiting for " + what);
            }
        } finally {
            lifecycle.unlock();
        }
    }
}
