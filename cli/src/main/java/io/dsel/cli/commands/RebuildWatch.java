package io.dsel.cli.commands;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import java.time.Duration;

/** Shows how far a rebuild is until it has caught up. That goes on without it. */
final class RebuildWatch {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final RebuildTarget target;
    private final Screen screen;
    private final boolean terminal;

    RebuildWatch(RebuildTarget target, Screen screen, boolean terminal) {
        this.target = target;
        this.screen = screen;
        this.terminal = terminal;
    }

    /** @return how it stands then */
    Rebuild untilCaughtUp() throws InterruptedException {
        Thread interrupted = new Thread(this::interrupted, "interrupted");
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (Progress progress =
                Progress.of(terminal, screen.err(), screen.times().clock())) {
            Rebuild rebuild = target.describe();
            long whole = rebuild.left();
            progress.start("Rebuild of " + target.name(), "records", whole);
            while (!rebuild.caughtUp()) {
                requireCandidate(rebuild);
                progress.at(Math.max(0, whole - rebuild.left()));
                Thread.sleep(BETWEEN_LOOKS);
                rebuild = target.describe();
            }
            progress.at(Math.max(0, whole - rebuild.left()));
            return rebuild;
        } finally {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        }
    }

    private void requireCandidate(Rebuild rebuild) {
        if (rebuild.candidate().isEmpty()) {
            throw new CliException(
                    ExitCode.FAILED, "there is nothing being built any more: somebody has promoted or dropped it");
        }
    }

    private void interrupted() {
        screen.remark(
                System.lineSeparator() + "The rebuild goes on without this command; dsel rebuild says how far it is.");
    }
}
