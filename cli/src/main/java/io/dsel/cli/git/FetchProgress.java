package io.dsel.cli.git;

import io.dsel.cli.progress.Progress;
import java.util.Locale;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** JGit's progress as ours, without what is over at once. */
final class FetchProgress extends EmptyProgressMonitor {

    private static final int WORTH_SHOWING = 1000;

    private final Progress progress;
    private boolean shown;
    private long done;

    FetchProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void beginTask(String title, int totalWork) {
        done = 0;
        shown = totalWork >= WORTH_SHOWING;
        if (shown) {
            progress.start(title.toLowerCase(Locale.ROOT), "objects", totalWork);
        }
    }

    @Override
    public void update(int completed) {
        done += completed;
        if (shown) {
            progress.at(done);
        }
    }

    @Override
    public void endTask() {
        if (shown) {
            progress.end();
        }
    }
}
