package io.dsel.sink.generation;

import io.dsel.index.Generations;
import io.dsel.rebuild.RefusedStepException;
import io.dsel.sink.log.Groups;
import io.dsel.sink.opensearch.ComparisonResult;
import io.dsel.sink.opensearch.GenerationComparison;
import io.dsel.sink.opensearch.OpenSearch;
import java.io.IOException;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Compares the generation beside the live one with it: one comparison at a time, of which the last is kept. */
public final class Comparisons {
    private static final Logger LOG = LoggerFactory.getLogger(Comparisons.class);

    private final OpenSearch openSearch;
    private final Groups groups;
    private final Indexing indexing;
    private final Steps steps;
    private Run last;

    public Comparisons(OpenSearch openSearch, Groups groups, Indexing indexing, Steps steps) {
        this.openSearch = openSearch;
        this.groups = groups;
        this.indexing = indexing;
        this.steps = steps;
    }

    /** How a comparison is. */
    public sealed interface State {
        /** @param total documents of both generations, about */
        record Running(long done, long total) implements State {}

        record Done(long done, ComparisonResult result) implements State {}

        record Failed(String reason) implements State {}
    }

    /**
     * Starts one, unless one is running.
     *
     * @throws RefusedStepException if there is nothing to compare with, or it has not all of the log yet
     */
    public State start() {
        Generations generations = indexing.generations();
        int other = generations
                .other()
                .orElseThrow(() -> new RefusedStepException("there is nothing beside generation " + generations.live()
                        + " to compare it with; dsel rebuild index builds a candidate"));
        steps.requireCaughtUp(other);
        synchronized (this) {
            if (last == null || !(last.state() instanceof State.Running)) {
                last = new Run(comparison(generations.live(), other));
                Thread.ofVirtual().name("comparison").start(last);
            }
            return last.state();
        }
    }

    /** @throws RefusedStepException if none was started since this instance was */
    public synchronized State state() {
        if (last == null) {
            throw new RefusedStepException("no comparison was started here; dsel rebuild compare index does");
        }
        return last.state();
    }

    private GenerationComparison comparison(int live, int other) {
        Map<TopicPartition, Long> common = groups.common(live, other);
        return new GenerationComparison(
                openSearch,
                live,
                other,
                (topic, partition, offset) -> offset < common.getOrDefault(new TopicPartition(topic, partition), 0L));
    }

    private static final class Run implements Runnable {
        private final GenerationComparison comparison;
        private volatile State end;

        Run(GenerationComparison comparison) {
            this.comparison = comparison;
        }

        State state() {
            State ended = end;
            return ended == null ? new State.Running(comparison.done(), comparison.total()) : ended;
        }

        @Override
        public void run() {
            try {
                ComparisonResult result = comparison.run();
                end = new State.Done(comparison.done(), result);
            } catch (IOException | RuntimeException e) {
                LOG.warn("a comparison broke off: {}", e.getMessage(), e);
                end = new State.Failed(String.valueOf(e.getMessage()));
            }
        }
    }
}
