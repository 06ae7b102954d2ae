package io.dsel.streams.engine;

import io.dsel.streams.enrich.JournalReading;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, on a thread of its own, at what the group has committed of the journal. As long as nobody wants to know, it
 * does nothing.
 */
public final class CaughtUp implements JournalReading, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CaughtUp.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final GroupOffsets offsets;
    private final String bootstrapServers;
    private final InstantSource clock;
    private final BlockingQueue<Wish> wishes = new LinkedBlockingQueue<>();
    private final Thread thread = Thread.ofVirtual().name("journal-look").unstarted(this::run);

    /** Of one task; all but {@code fulfilled} is for the thread alone. */
    private static final class Wish implements BooleanSupplier {
        private final TopicPartition partition;
        private long end = -1;
        private volatile boolean fulfilled;

        Wish(TopicPartition partition) {
            this.partition = partition;
        }

        @Override
        public boolean getAsBoolean() {
            return fulfilled;
        }

        /** The end that counts is that of the first look after the wish. */
        boolean fulfilledBy(GroupOffsets.Look look) {
            Long now = look.ends().get(partition);
            if (now == null) {
                return false;
            }
            end = end < 0 ? now : end;
            fulfilled = look.committed().getOrDefault(partition, 0L) >= end;
            return fulfilled;
        }
    }

    public CaughtUp(GroupOffsets offsets, String bootstrapServers, InstantSource clock) {
        this.offsets = offsets;
        this.bootstrapServers = bootstrapServers;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    @Override
    public BooleanSupplier hasCaughtUp(int partition) {
        Wish wish = new Wish(new TopicPartition(Topics.AGGREGATE_JOURNAL.name(), partition));
        wishes.add(wish);
        return wish;
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Wish> waiting = new ArrayList<>();
        try (TailProbe probe = new TailProbe(bootstrapServers)) {
            while (true) {
                if (waiting.isEmpty()) {
                    waiting.add(wishes.take());
                }
                wishes.drainTo(waiting);
                look(waiting, probe);
                if (!waiting.isEmpty()) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("nobody waits for the journal any more");
        }
    }

    private void look(List<Wish> waiting, TailProbe probe) {
        try {
            List<TopicPartition> partitions =
                    waiting.stream().map(wish -> wish.partition).distinct().toList();
            Map<TopicPartition, Long> ends = offsets.offsets(partitions, OffsetSpec.latest());
            Map<TopicPartition, Long> committed = offsets.committed().entrySet().stream()
                    .filter(entry -> partitions.contains(entry.getKey()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            GroupOffsets.Look look = probe.withoutEmptyTails(new GroupOffsets.Look(clock.instant(), ends, committed));
            waiting.removeIf(wish -> wish.fulfilledBy(look));
        } catch (KafkaException e) {
            // Questions wait until a look works.
            LOG.debug("the journal could not be looked at", e);
        }
    }
}
