package io.dsel.sink.generation;

import io.dsel.index.Generations;
import io.dsel.sink.log.Lag;
import io.dsel.sink.log.SinkState;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What there is of the index, and how far it is.
 *
 * @param rate documents a second that a candidate is held to in each instance; 0 for no limit
 */
public record IndexStatus(
        int live, OptionalInt candidate, OptionalInt previous, int rate, List<Generation> generations) {

    /**
     * One that is written.
     *
     * @param role {@code LIVE}, {@code CANDIDATE} or {@code PREVIOUS}
     * @param state of this instance's part in it
     * @param position sum of the offsets that the group has committed
     * @param end sum of the ends of the log
     * @param lag records to go
     * @param recordsASecond in the last seconds; empty while that is not known
     * @param secondsLeft at that speed; empty while that is not known
     * @param caughtUp whether it has all that the log had a moment ago
     */
    public record Generation(
            int generation,
            String role,
            String group,
            String state,
            long position,
            long end,
            long lag,
            OptionalInt recordsASecond,
            OptionalInt secondsLeft,
            boolean caughtUp,
            SortedMap<String, Topic> topics) {}

    /** Sums over a topic's partitions. */
    public record Topic(long position, long end, long lag) {}

    static IndexStatus of(Generations generations, List<Generation> each) {
        return new IndexStatus(
                generations.live(), generations.candidate(), generations.previous(), generations.rate(), each);
    }

    static Generation of(Lag lag, String role, SinkState state, OptionalInt speed, boolean caughtUp) {
        SortedMap<String, Topic> topics = new TreeMap<>();
        lag.topics().forEach((name, partitions) -> topics.put(name, sum(partitions)));
        OptionalInt left = speed.isPresent() && speed.getAsInt() > 0
                ? OptionalInt.of((int) Math.min(Integer.MAX_VALUE, lag.lag() / speed.getAsInt()))
                : OptionalInt.empty();
        return new Generation(
                lag.generation(),
                role,
                lag.group(),
                state.label(),
                lag.position(),
                lag.end(),
                lag.lag(),
                speed,
                left,
                caughtUp,
                topics);
    }

    private static Topic sum(Map<Integer, Lag.PartitionLag> partitions) {
        long position = 0;
        long end = 0;
        for (Lag.PartitionLag partition : partitions.values()) {
            position += partition.position();
            end += partition.end();
        }
        return new Topic(position, end, end - position);
    }
}
