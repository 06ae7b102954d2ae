package io.dsel.streams.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the log, the group and the changelogs again and again: often while there are readers, seldom otherwise. */
public final class LogWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWatch.class);
    private static final Duration OFTEN = Duration.ofMillis(200);
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final Duration READERS_COUNT_FOR = Duration.ofSeconds(5);

    /** A process that stood still for so long may have lost its partitions without having heard of it yet. */
    private static final Duration STANDSTILL = Duration.ofSeconds(5);

    private static final Duration DISTRUST = Duration.ofSeconds(10);

    private final StreamsEngine engine;
    private final GroupOffsets offsets;
    private final TailProbe probe;
    private final InstantSource clock;
    private volatile Freshness freshness = new Freshness();
    private Instant lastLook = Instant.MAX;
    private Instant trustedFrom = Instant.MIN;
    private final Thread thread = Thread.ofVirtual().name("log-watch").unstarted(this::run);
    private volatile Instant lastAsked = Instant.EPOCH;
    private volatile long lastLag = -1;

    public LogWatch(StreamsEngine engine, GroupOffsets offsets, String bootstrapServers, InstantSource clock) {
        this.engine = engine;
        this.offsets = offsets;
        this.probe = new TailProbe(bootstrapServers);
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    /** What is known of the stores' freshness. */
    public Freshness freshness() {
        lastAsked = clock.instant();
        return freshness;
    }

    /** A look of this moment. */
    public GroupOffsets.Look look() {
        return probe.withoutEmptyTails(offsets.look());
    }

    /** Records that the group had not committed at the last look; -1 before the first. */
    long lastLag() {
        return lastLag;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        probe.close();
    }

    private void run() {
        try {
            while (true) {
                observe();
                boolean readers = lastAsked.plus(READERS_COUNT_FOR).isAfter(clock.instant());
                Thread.sleep(readers ? OFTEN : SELDOM);
            }
        } catch (InterruptedException e) {
            LOG.debug("the log is watched no more");
        }
    }

    private void observe() {
        try {
            KafkaStreams streams = engine.streams();
            GroupOffsets.Look look = look();
            Map<String, Map<Integer, Freshness.Changelog>> changelogs = changelogs(streams);
            lastLag = look.ends().keySet().stream().mapToLong(look::lag).sum();
            distrustAfterStandstill(look.at());
            if (look.at().isAfter(trustedFrom)) {
                freshness.look(look.at(), look.ends(), look.committed(), changelogs);
            }
        } catch (StreamsUnavailableException e) {
            LOG.trace("nothing to watch: {}", e.getMessage());
        } catch (KafkaException e) {
            // Readers are told the age of the last look that worked.
            LOG.debug("the log could not be looked at", e);
        }
    }

    private static Map<String, Map<Integer, Freshness.Changelog>> changelogs(KafkaStreams streams) {
        Map<String, Map<Integer, Freshness.Changelog>> changelogs = new HashMap<>();
        streams.allLocalStorePartitionLags()
                .forEach((store, partitions) -> partitions.forEach((partition, lag) -> changelogs
                        .computeIfAbsent(store, name -> new HashMap<>())
                        .put(
                                partition,
                                new Freshness.Changelog(lag.currentOffsetPosition(), lag.endOffsetPosition()))));
        return changelogs;
    }

    private void distrustAfterStandstill(Instant now) {
        if (lastLook.isBefore(now.minus(STANDSTILL))) {
            LOG.info(
                    "nothing was looked at for {} s",
                    Duration.between(lastLook, now).toSeconds());
            trustedFrom = now.plus(DISTRUST);
            freshness = new Freshness();
        }
        lastLook = now;
    }
}
