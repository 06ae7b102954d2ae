package io.dsel.sink.generation;

import io.dsel.index.Generations;
import io.dsel.sink.log.Groups;
import io.dsel.sink.log.Lag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.InterruptException;

/** Says how far each generation is, as the broker knows it of all instances. */
public final class Progress {
    /** One that is further behind has not caught up in any sense. */
    private static final long NEAR = 10_000;

    /** In which one that follows the log comes to where it ended. */
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Indexing indexing;
    private final Groups groups;
    private final Map<Integer, Speed> speeds = new ConcurrentHashMap<>();

    public Progress(Indexing indexing, Groups groups) {
        this.indexing = indexing;
        this.groups = groups;
    }

    /** How it is now. Takes up to half a second if a generation has nearly caught up. */
    public IndexStatus status() {
        Generations generations = indexing.generations();
        speeds.keySet().removeIf(generations::isDropped);
        List<IndexStatus.Generation> each = new ArrayList<>();
        for (int generation : generations.all()) {
            each.add(status(generations, generation));
        }
        return IndexStatus.of(generations, each);
    }

    private IndexStatus.Generation status(Generations generations, int generation) {
        Lag lag = groups.lag(generation, indexing.state(generation));
        Speed speed = speeds.computeIfAbsent(generation, number -> new Speed());
        boolean caughtUp = lag.lag() == 0 || isNear(generation, lag);
        return IndexStatus.of(
                lag,
                generations.role(generation),
                indexing.state(generation),
                speed.at(System.nanoTime(), lag.position()),
                caughtUp);
    }

    private boolean isNear(int generation, Lag lag) {
        try {
            return lag.lag() <= NEAR && groups.awaitEnd(generation, MOMENT) == 0;
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
