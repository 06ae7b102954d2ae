package io.dsel.build;

import io.dsel.aggregate.Aggregate;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far an aggregate is with the events that were there before it.
 *
 * @param formula that it is made by
 * @param round 1 to the log's ends when all instances knew the aggregate; 2 to those after that, for an instance that came
 *     in between
 * @param positions up to where the log has been noted
 * @param ends up to where this round notes it
 * @param events noted, whether they are in a group or not
 */
public record Build(
        String aggregate,
        String formula,
        State state,
        int round,
        Map<TopicPartition, Long> positions,
        Map<TopicPartition, Long> ends,
        long events,
        Instant began,
        Instant changed) {
    private static final int ROUNDS = 2;

    /** Whether there is more to do. */
    public enum State {
        BUILDING,
        BUILT
    }

    public Build {
        positions = Map.copyOf(positions);
        ends = Map.copyOf(ends);
    }

    /** @param ends of the log, at a time when all instances knew the aggregate; if they are none, there is nothing to do */
    public static Build of(Aggregate aggregate, Map<TopicPartition, Long> ends, Instant now) {
        State state = ends.isEmpty() ? State.BUILT : State.BUILDING;
        return new Build(aggregate.name(), aggregate.formula(), state, 1, Map.of(), ends, 0, now, now);
    }

    /** What tells it from the builds of other aggregates and formulas. */
    public String rule() {
        return rule(aggregate, formula);
    }

    /** @see #rule() */
    public static String rule(String aggregate, String formula) {
        return aggregate + "@" + formula;
    }

    public boolean isBuilt() {
        return state == State.BUILT;
    }

    /** Records of the log that this round has passed, those that were no events included. */
    public long position() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.min(end.getValue(), positions.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Records of the log that this round passes. */
    public long end() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether this round is at its end. */
    public boolean isAtEnd() {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    /** @param more events that were noted on the way */
    public Build at(Map<TopicPartition, Long> reached, long more, Instant now) {
        return new Build(aggregate, formula, state, round, reached, ends, events + more, began, now);
    }

    /** After a round: the next one, or built. */
    public Build next(Map<TopicPartition, Long> later, Instant now) {
        return round < ROUNDS
                ? new Build(aggregate, formula, State.BUILDING, round + 1, positions, later, events, began, now)
                : new Build(aggregate, formula, State.BUILT, round, positions, ends, events, began, now);
    }
}
