package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.build.Build;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.streams.topology.PastEvents;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the aggregates that are declared and not built yet, one after the other, on one of all instances: the owner of a
 * partition in a group of their own. Whoever takes over goes on where the log says that the one before was.
 */
final class Builder implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(Builder.class);
    private static final long STEP = TimeUnit.SECONDS.toNanos(1);
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final BuildClients clients;
    private final KnownBuilds builds;
    private final Supplier<Aggregates> aggregates;
    private final Instances instances;
    private final SourcePartitions sources;
    private final PastEvents past;
    private final int rate;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("builder").daemon().unstarted(this::run);
    private volatile String detail = "";
    private boolean owns;
    private Optional<Building> current = Optional.empty();

    /** @param rate events of the log that are noted in a second at most */
    Builder(
            BuildClients clients,
            Supplier<Aggregates> aggregates,
            Instances instances,
            SourcePartitions sources,
            PastEvents past,
            int rate,
            InstantSource clock) {
        this.clients = clients;
        this.builds = new KnownBuilds(new BuildLog(clients));
        this.aggregates = aggregates;
        this.instances = instances;
        this.sources = sources;
        this.past = past;
        this.rate = rate;
        this.clock = clock;
    }

    void start() {
        thread.start();
    }

    @Override
    public String name() {
        return "builder";
    }

    /** Builds go on beside everything else, so what keeps one from going on does not make the service unready. */
    @Override
    public Health check() {
        return new Health(true, detail);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closed.getCount() > 0) {
            try (Consumer<String, byte[]> member = new KafkaConsumer<>(
                            clients.member(), new StringDeserializer(), new ByteArrayDeserializer());
                    Producer<String, byte[]> journal = new KafkaProducer<>(
                            clients.producer(), new StringSerializer(), new ByteArraySerializer())) {
                member.subscribe(List.of(Topics.BUILDS.name()), new Ownership(member));
                while (closed.getCount() > 0) {
                    serve(member, journal);
                }
            } catch (WakeupException e) {
                LOG.debug("closing");
            } catch (RuntimeException e) { // whatever it is, a build that stops for good would be found by nobody
                LOG.debug("building aggregates failed", e);
                tell("it is tried again: " + e);
                pause();
            } finally {
                abandon();
                owns = false;
            }
        }
    }

    private final class Ownership implements ConsumerRebalanceListener {
        private final Consumer<?, ?> member;

        Ownership(Consumer<?, ?> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            member.seekToEnd(partitions);
            if (partitions.contains(BuildLog.PARTITION)) {
                member.position(BuildLog.PARTITION); // settles it: what comes from here on is heeded
                owns = true;
                builds.read();
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.contains(BuildLog.PARTITION)) {
                owns = false;
                detail = "";
                abandon();
            }
        }
    }

    /** Works, then heeds what the log says of builds, where this instance's own words come too, until it is time for more. */
    private void serve(Consumer<String, byte[]> member, Producer<String, byte[]> journal) {
        long began = System.nanoTime();
        long pace = owns && work(journal) ? STEP : IDLE;
        long left;
        do {
            left = Math.max(0, pace - (System.nanoTime() - began));
            heed(member.poll(Duration.ofNanos(left)));
        } while (left > 0 && closed.getCount() > 0);
    }

    private void heed(ConsumerRecords<String, byte[]> said) {
        for (ConsumerRecord<String, byte[]> record : said) {
            boolean isCurrent =
                    current.filter(it -> it.build().rule().equals(record.key())).isPresent();
            if (builds.heed(record) && isCurrent) {
                abandon();
            }
        }
    }

    /** Whether something was noted; at most as many events as go into a second. */
    private boolean work(Producer<String, byte[]> journal) {
        if (!instances.knowsAll()) {
            return false;
        }
        forgetUndeclared(journal);
        if (current.isEmpty()) {
            current = next(journal);
        }
        if (current.isEmpty()) {
            return false;
        }
        Building building = current.get();
        Build build = building.step(rate, STEP);
        if (build.isAtEnd()) {
            List<String> unaware = instances.unaware(building.aggregate());
            if (!unaware.isEmpty()) {
                tell(waiting(building.aggregate(), unaware));
                return true;
            }
            abandon();
            build = build.next(sources.ends(building.aggregate()), clock.instant());
        }
        builds.keep(build, journal);
        detail = build.isBuilt() ? "" : "builds " + build.aggregate() + ": " + build.position() + " of " + build.end();
        if (build.isBuilt()) {
            LOG.info("{} is built of {} events of the log", build.aggregate(), build.events());
        }
        return true;
    }

    /** The first that is not built, of those that all instances can make. */
    private Optional<Building> next(Producer<String, byte[]> journal) {
        List<String> waiting = new ArrayList<>();
        for (Aggregate aggregate : aggregates.get().all()) {
            Optional<Build> known = builds.find(aggregate);
            if (known.isEmpty()) {
                List<String> unaware = instances.unaware(aggregate);
                if (!unaware.isEmpty()) {
                    waiting.add(waiting(aggregate, unaware));
                    continue;
                }
                Build begun = Build.of(aggregate, sources.ends(aggregate), clock.instant());
                builds.keep(begun, journal);
                known = Optional.of(begun);
            }
            if (!known.get().isBuilt()) {
                return Optional.of(building(known.get(), aggregate, journal));
            }
        }
        tell(String.join("; ", waiting));
        return Optional.empty();
    }

    private Building building(Build build, Aggregate aggregate, Producer<String, byte[]> journal) {
        Consumer<String, byte[]> reader =
                new KafkaConsumer<>(clients.reader(), new StringDeserializer(), new ByteArrayDeserializer());
        EventMerge events = new EventMerge(reader, build.positions(), build.ends());
        return new Building(build, aggregate, events, past, journal, clock);
    }

    /** Nobody notes events for it any more, so one that is declared again lacks what comes until then. */
    private void forgetUndeclared(Producer<String, byte[]> journal) {
        for (Build build : builds.all()) {
            if (!isDeclared(build)) {
                builds.forget(build, journal);
            }
        }
        if (current.isPresent() && !isDeclared(current.get().build())) {
            abandon();
        }
    }

    private boolean isDeclared(Build build) {
        return aggregates
                .get()
                .find(build.aggregate())
                .filter(aggregate -> aggregate.formula().equals(build.formula()))
                .isPresent();
    }

    private static String waiting(Aggregate aggregate, List<String> unaware) {
        return aggregate.name() + " is not built yet: it has not been heard of, lacks its fold, or that has failed, at "
                + unaware;
    }

    /** Once for all attempts that fail for the same reason; empty if there is none. */
    private void tell(String reason) {
        if (!reason.isEmpty() && !reason.equals(detail)) {
            LOG.warn("building aggregates: {}", reason);
        }
        detail = reason;
    }

    private void abandon() {
        current.ifPresent(Building::close);
        current = Optional.empty();
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
