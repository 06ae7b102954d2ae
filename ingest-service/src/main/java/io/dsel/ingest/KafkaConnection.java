package io.dsel.ingest;

import io.dsel.aggregate.Aggregates;
import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.client.DselProducer;
import io.dsel.client.LiveKinds;
import io.dsel.client.LogReader;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.writer.Address;
import io.dsel.ingest.writer.WriterSettings;
import io.dsel.ingest.writer.Writers;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the log. Waits, for as long as it takes, until broker and registry answer; makes the topics that everybody
 * needs, and registers the built-in schemas, so that later the registry may be away. Until then writes are refused.
 */
final class KafkaConnection implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaConnection.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int CHECK_MS = 900;
    private static final int READS_AT_ONCE = 2;

    private final KafkaSettings settings;
    private final WriterSettings writing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("connect").daemon().unstarted(this::connect);
    private volatile String waitingFor = "its start";
    private volatile Address self;
    private volatile LiveKinds kinds;
    private volatile Clients clients;

    /**
     * What there is once everything has answered.
     *
     * @param producer makes topics and records; what it makes is sent by the writers
     */
    record Clients(
            DselProducer producer, Admin admin, Writers writers, LogReader reader, EventCodec codec, LiveKinds kinds) {
        void close() {
            kinds.close();
            writers.close();
            reader.close();
            codec.close();
        }
    }

    private record Reached(DselProducer producer, Admin admin) {
        void close() {
            producer.close();
            admin.close();
        }
    }

    KafkaConnection(KafkaSettings settings, WriterSettings writing) {
        this.settings = settings;
        this.writing = writing;
    }

    /** @param address where other instances reach this one */
    void start(Address address) {
        self = address;
        thread.start();
    }

    /** @throws LogUnavailableException if broker and registry have not both answered yet */
    Clients clients() {
        Clients known = clients;
        if (known == null) {
            throw new LogUnavailableException("not connected yet: waits for " + waitingFor);
        }
        return known;
    }

    KafkaSettings settings() {
        return settings;
    }

    /** The kinds that are declared now; those that come with DSEL, as long as nothing has answered. */
    Kinds kinds() {
        LiveKinds live = kinds;
        return live == null ? Kinds.BUILT_IN : live.get();
    }

    /** The aggregates that are declared now; those that come with DSEL, as long as nothing has answered. */
    Aggregates aggregates() {
        LiveKinds live = kinds;
        return live == null ? Aggregates.BUILT_IN : live.aggregates();
    }

    @Override
    public String name() {
        return "log";
    }

    @Override
    public Health check() {
        Clients known = clients;
        if (known == null) {
            return Health.down("waits for " + waitingFor);
        }
        try {
            DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(CHECK_MS);
            known.admin().describeCluster(options).clusterId().get(CHECK_MS, TimeUnit.MILLISECONDS);
            String missing = known.writers().waitingFor();
            return missing.isEmpty() ? Health.up() : Health.down("waits for " + missing);
        } catch (ExecutionException | TimeoutException e) {
            return Health.down("the broker at " + settings.bootstrapServers() + " does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Health.down("the check was interrupted");
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        if (clients != null) {
            clients.close();
            new Reached(clients.producer(), clients.admin()).close();
        }
    }

    private void connect() {
        Optional<Reached> reached = await("the broker at " + settings.bootstrapServers(), this::reachBroker);
        boolean ready = reached.isPresent()
                && await("the topics", () -> createTopics(reached.get())).isPresent()
                && await("the schema registry at " + settings.registryUrl(), () -> register(reached.get()))
                        .isPresent()
                && await("the kinds in the log", this::readKinds).isPresent();
        if (ready) {
            clients = open(reached.get());
            LOG.info("connected to Kafka cluster {}", clients.producer().clusterId());
        } else {
            reached.ifPresent(Reached::close);
            if (kinds != null) {
                kinds.close();
            }
        }
    }

    private Clients open(Reached reached) {
        int partitions = reached.producer().partitions(Topics.WRITER_HEADS);
        return new Clients(
                reached.producer(),
                reached.admin(),
                new Writers(writing, reached.admin(), partitions, self),
                new LogReader(settings.bootstrapServers(), READS_AT_ONCE, Map.of()),
                new EventCodec(settings.registryUrl(), settings.timeout(), this::kinds),
                kinds);
    }

    /** A write must not be held to manifests of yesterday. */
    private Kinds readKinds() {
        if (kinds == null) {
            kinds = LiveKinds.follow(settings.bootstrapServers(), settings.registryUrl(), Map.of());
        }
        try {
            if (!kinds.awaitReady(PAUSE)) {
                throw new KafkaException("they are not read to their end yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while reading kinds", e);
        }
        // The first rules cost a second, which no write should have to wait for.
        kinds.get().all().forEach(Kind::compiled);
        return kinds.get();
    }

    private Reached reachBroker() {
        Admin admin = Admin.create(settings.admin());
        try {
            return new Reached(
                    DselProducer.connect(
                            settings.bootstrapServers(),
                            settings.registryUrl(),
                            settings.partitions(),
                            settings::producer,
                            this::kinds),
                    admin);
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    private Set<String> createTopics(Reached reached) {
        Set<String> created = new TopicCreator(reached.admin(), settings.partitions())
                .ensure(List.of(
                        Topics.HEADS,
                        Topics.DEAD_LETTERS,
                        Topics.AGGREGATE_JOURNAL,
                        Topics.WRITER_HEADS,
                        Topics.BUILDS));
        Set<EventKind> builtIn = new HashSet<>(Kinds.BUILT_IN.eventKinds());
        Aggregates.BUILT_IN.all().forEach(aggregate -> builtIn.add(aggregate.kind()));
        created.addAll(reached.producer().createTopics(builtIn));
        if (!created.isEmpty()) {
            LOG.info("created {} topics", created.size());
        }
        return created;
    }

    private static boolean register(Reached reached) {
        reached.producer().registerSchemas();
        return true;
    }

    /** Asks again and again until there is an answer; empty if this is closed before. */
    private <T> Optional<T> await(String what, Supplier<T> question) {
        waitingFor = what;
        String told = "";
        while (closed.getCount() > 0) {
            try {
                return Optional.of(question.get());
            } catch (KafkaException | RegistryUnavailableException | InvalidEventException | IllegalStateException e) {
                waitingFor = what + " (" + e.getMessage() + ")";
                if (!told.equals(e.getMessage())) {
                    LOG.warn("waits for {}: {}", what, e.getMessage());
                    told = String.valueOf(e.getMessage());
                }
            }
            pause();
        }
        return Optional.empty();
    }

    private void pause() {
        try {
            closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closed.countDown(); // only close() interrupts
        }
    }
}
