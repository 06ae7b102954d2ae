package io.dsel.sink.generation;

import io.dsel.client.LiveGenerations;
import io.dsel.index.Generations;
import io.dsel.service.Component;
import io.dsel.service.Health;
import io.dsel.sink.log.Groups;
import io.dsel.sink.log.Sink;
import io.dsel.sink.log.SinkState;
import io.dsel.sink.opensearch.GenerationIndices;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the generations: runs this instance's sink for each that is written, and then lets OpenSearch and the groups
 * follow. All of it is done again until it has succeeded.
 */
public final class Indexing implements Component {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final LiveGenerations live;
    private final IntFunction<Sink> sinkOf;
    private final GenerationIndices indices;
    private final Groups groups;
    private final NavigableMap<Integer, Sink> sinks = new ConcurrentSkipListMap<>();
    private final Thread thread = Thread.ofPlatform().name("indexing").unstarted(this::run);
    private volatile boolean closed;
    private Generations settled;

    /**
     * @param live followed, and the caller's
     * @param sinkOf makes the sink of a generation
     */
    public Indexing(LiveGenerations live, IntFunction<Sink> sinkOf, GenerationIndices indices, Groups groups) {
        this.live = live;
        this.sinkOf = sinkOf;
        this.indices = indices;
        this.groups = groups;
    }

    /** Returns at once. */
    public void start() {
        thread.start();
    }

    public Generations generations() {
        return live.get();
    }

    /** Of this instance's part in a generation. */
    public SinkState state(int generation) {
        Sink sink = sinks.get(generation);
        return sink == null ? new SinkState.Starting("the log, which says what is written") : sink.state();
    }

    /** Pauses a generation, for a replay. Others go on. */
    public void pause(int generation) {
        Sink sink = sinks.get(generation);
        if (sink != null) {
            sink.pause();
        }
    }

    /** A generation that is paused or has stopped goes on. Others stay as they are. */
    public void resume(int generation) {
        Sink sink = sinks.get(generation);
        if (sink != null) {
            sink.start();
        }
    }

    /** Waits until all is done here that follows from those generations. @return whether it is */
    public synchronized boolean awaitSettled(Generations generations, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!generations.equals(settled)) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    @Override
    public String name() {
        return "indexer";
    }

    /** Ready if the live generation is; the detail tells of the other one too. */
    @Override
    public Health check() {
        int read = generations().live();
        Sink reading = sinks.get(read);
        if (reading == null) {
            return Health.down("waits for the log, which says what is written");
        }
        Health health = reading.check();
        List<String> details = new ArrayList<>();
        if (!health.detail().isEmpty()) {
            details.add(health.detail());
        }
        sinks.forEach((generation, sink) -> {
            String detail = sink.check().detail();
            if (generation != read && !detail.isEmpty()) {
                details.add("generation " + generation + ", which is not read: " + detail);
            }
        });
        return new Health(health.ready(), String.join("; ", details));
    }

    /** As a restart would: static members keep their partitions for the session's length. */
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        sinks.values().forEach(Sink::close);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed && !live.awaitReady(AGAIN)) {
                LOG.debug("the generations of the index are not known yet");
            }
            while (!closed) {
                Generations wanted = live.get();
                if (settle(wanted)) {
                    settled(wanted);
                    live.awaitChange(wanted, AGAIN);
                } else {
                    TimeUnit.NANOSECONDS.sleep(AGAIN.toNanos());
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("closing");
        }
    }

    /** @return whether nothing is left to do */
    private boolean settle(Generations wanted) {
        synchronized (this) {
            if (wanted.equals(settled)) {
                return true;
            }
        }
        run(wanted);
        try {
            indices.settle();
            return groups.forget(wanted);
        } catch (IOException | IllegalStateException | KafkaException e) {
            LOG.warn("what follows from {} is not all done, and tried again: {}", wanted, e.getMessage());
            return false;
        }
    }

    private void run(Generations wanted) {
        for (int generation : wanted.all()) {
            Sink sink = sinks.get(generation);
            if (sink == null) {
                sink = sinkOf.apply(generation);
                sinks.put(generation, sink);
                sink.start();
            }
            boolean building =
                    wanted.candidate().isPresent() && wanted.candidate().getAsInt() == generation;
            sink.limit(building ? wanted.rate() : 0);
        }
        sinks.keySet().stream()
                .filter(wanted::isDropped)
                .sorted(Comparator.naturalOrder())
                .toList()
                .forEach(generation -> sinks.remove(generation).pause()); // which leaves the group
    }

    private synchronized void settled(Generations generations) {
        settled = generations;
        notifyAll();
    }
}
