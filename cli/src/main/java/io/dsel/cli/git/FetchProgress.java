package io.dsel.cli.git;

import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** JGit's progress as ours. */
final class FetchProgress extends EmptyProgressMonitor {

    private final Progress progress;
    private long done;

    FetchProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public void beginTask(String title, int totalWork) {
        done = 0;
        progress.start(title.toLowerCase(java.util.Locale.ROOT), "objects", totalWork == UNKNOWN ? -1 : totalWork);
    }

    @Override
    public void update(int completed) {
        done += completed;
        progress.at(done);
    }

    @Override
    public void endTask() {
        progress.end();
    }
}
