package io.dsel.e2e;

import io.dsel.verify.Difference;
import io.dsel.verify.Listener;

/** Of a comparison of two kinds, whose differences are in its report and told to nobody. */
final class Unwatched implements Listener {
    @Override
    public void start(String task, String unit, long total) {
        // Nobody watches.
    }

    @Override
    public void at(long done) {
        // Nobody watches.
    }

    @Override
    public void found(Difference difference) {
        throw new AssertionError("a comparison of two kinds tells in its report: " + difference);
    }
}
