package io.dsel.cli.git;

import io.dsel.cli.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/** Keeps what is said. */
final class SilentProgress implements Progress {

    final List<String> said = new ArrayList<>();
    final List<String> tasks = new ArrayList<>();
    long done;

    @Override
    public void start(String task, String unit, long total) {
        tasks.add(task + " " + total + " " + unit);
    }

    @Override
    public void at(long nowDone) {
        done = nowDone;
    }

    @Override
    public void end() {}

    @Override
    public void say(String line) {
        said.add(line);
    }
}
