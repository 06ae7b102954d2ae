package io.dsel.verify;

import java.util.ArrayList;
import java.util.List;

/** Keeps the differences that it is told of, each as one line. */
final class Told implements Listener {
    final List<String> lines = new ArrayList<>();

    @Override
    public void start(String task, String unit, long total) {
        // Progress is not what is tested.
    }

    @Override
    public void at(long done) {
        // Nor is this.
    }

    @Override
    public void found(Difference difference) {
        lines.add(String.join(
                " ",
                difference.sort().word(),
                difference.of(),
                difference.eventId(),
                difference.field() + ":",
                difference.log(),
                "/",
                difference.found()));
    }
}
