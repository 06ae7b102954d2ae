package io.dsel.sink.generation;

import io.dsel.index.Generations;
import io.dsel.rebuild.RefusedStepException;
import io.dsel.sink.log.Groups;
import io.dsel.sink.log.StepLog;
import io.dsel.sink.opensearch.GenerationIndices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.errors.InterruptException;

/** The steps of a rebuild, as any instance can be told to take them. */
public final class Steps {
    /** A generation that follows the log is behind by less. */
    private static final Duration CATCH_UP = Duration.ofSeconds(10);

    private static final Duration SETTLE = Duration.ofSeconds(20);

    private final StepLog log;
    private final Groups groups;
    private final GenerationIndices indices;
    private final Indexing indexing;
    private final int usualRate;

    /** @param usualRate documents a second of a candidate, if nobody says otherwise; 0 for no limit */
    public Steps(StepLog log, Groups groups, GenerationIndices indices, Indexing indexing, int usualRate) {
        this.log = log;
        this.groups = groups;
        this.indices = indices;
        this.indexing = indexing;
        this.usualRate = usualRate;
    }

    /**
     * Starts a candidate, or lets the one that is there go on, at another rate if one is given.
     *
     * @param rate documents a second; 0 for no limit
     * @throws RefusedStepException if it does not fit what there is
     */
    public Generations start(OptionalInt rate) {
        return take(before ->
                before.candidate().isPresent() && rate.isEmpty() ? before : before.start(rate.orElse(usualRate)));
    }

    /** @throws RefusedStepException if there is no candidate, or it has not all of the log */
    public Generations promote() {
        return take(before -> caughtUp(before.promote()));
    }

    /** @throws RefusedStepException if there is nothing to go back to, or it has not all of the log */
    public Generations rollback() {
        return take(before -> caughtUp(before.rollback()));
    }

    /** @throws RefusedStepException if there is nothing beside the live generation */
    public Generations drop() {
        return take(Generations::drop);
    }

    /**
     * Waits until a generation has all that the log has now.
     *
     * @throws RefusedStepException if it does not come so far soon
     */
    void requireCaughtUp(int generation) {
        try {
            long left = groups.awaitEnd(generation, CATCH_UP);
            if (left > 0) {
                throw new RefusedStepException(String.format(
                        Locale.ROOT,
                        "generation %d has %,d records to go; dsel rebuild says how far it is; try again when it has"
                                + " caught up",
                        generation,
                        left));
            }
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    /** The one that will be read must show at once all that the one before has shown. */
    private Generations caughtUp(Generations after) {
        requireCaughtUp(after.live());
        try {
            indices.refresh(after.live());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return after;
    }

    private Generations take(UnaryOperator<Generations> step) {
        Generations after = log.take(step);
        try {
            indexing.awaitSettled(after, SETTLE);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        return after;
    }
}
