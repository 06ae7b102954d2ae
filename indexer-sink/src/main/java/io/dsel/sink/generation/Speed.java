package io.dsel.sink.generation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/** Records a second over the last looks. Used by many threads. */
final class Speed {
    private static final long SECOND = 1_000_000_000L;
    private static final long KEPT = 10 * SECOND;

    private final Deque<Look> looks = new ArrayDeque<>();

    private record Look(long nanos, long position) {}

    /**
     * Takes a look.
     *
     * @param nanos of a clock that never goes back
     * @return empty before there are looks of a second
     */
    synchronized OptionalInt at(long nanos, long position) {
        looks.add(new Look(nanos, position));
        while (nanos - looks.getFirst().nanos() > KEPT && looks.size() > 2) {
            looks.removeFirst();
        }
        long time = nanos - looks.getFirst().nanos();
        long records = Math.max(0, position - looks.getFirst().position());
        return time < SECOND ? OptionalInt.empty() : OptionalInt.of((int) (records * SECOND / time));
    }
}
