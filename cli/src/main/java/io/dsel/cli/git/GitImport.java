package io.dsel.cli.git;

import io.dsel.cli.progress.Progress;
import io.dsel.event.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Imports a history, or compares what is stored with it. */
final class GitImport {

    /** What is asked for. Empty where it is not said. */
    record Request(String source, Optional<String> branch, Optional<Instant> since, boolean verbose, boolean dryRun) {}

    private final Request request;
    private final Stack stack;
    private final Progress progress;
    private final InstantSource clock;
    private final Patience.Pause pause;

    /** @param stack null for a dry run */
    GitImport(Request request, Stack stack, Progress progress, InstantSource clock, Patience.Pause pause) {
        this.request = request;
        this.stack = stack;
        this.progress = progress;
        this.clock = clock;
        this.pause = pause;
    }

    /** @throws ImportException where the source cannot be read, or a service stays away */
    ImportReport run() throws IOException, InterruptedException {
        Instant started = clock.instant();
        try (GitSource source = open();
                EventSpool spool = new EventSpool()) {
            FirstParentHistory history = FirstParentHistory.of(source.repository(), source.tip());
            WalkCounts walk = read(source, history, spool);
            Instant read = clock.instant();
            SendCounts sent = request.dryRun()
                    ? new SendCounts()
                    : new EventSender(stack, new Patience(clock, pause), progress::say).send(spool, progress);
            return new ImportReport(
                    GitSource.masked(request.source()),
                    source.branch(),
                    source.tip().name(),
                    history.repositoryId(),
                    request.dryRun(),
                    walk,
                    spool.counts(),
                    sent,
                    Duration.between(started, read),
                    Duration.between(read, clock.instant()));
        }
    }

    /** Compares so many random objects at random times. */
    Verification.Result verify(int samples, RandomGenerator random) throws IOException, InterruptedException {
        try (GitSource source = open()) {
            GitOracle oracle = new GitOracle(source.repository(), source.tip());
            Samples objects = new Samples(source.repository(), oracle, random);
            return new Verification(stack, oracle, objects, new Patience(clock, pause)).run(samples, progress);
        } catch (UnavailableException e) {
            throw new ImportException(e.getMessage(), e);
        }
    }

    private GitSource open() {
        return GitSource.open(request.source(), request.branch(), new FetchProgress(progress));
    }

    private WalkCounts read(GitSource source, FirstParentHistory history, EventSpool spool) throws IOException {
        Since since = new Since(request.since().orElse(Instant.MIN), spool::add);
        progress.start("reading", "commits", history.commits().size());
        WalkCounts counts = new HistoryWalk(source.repository(), history, source.branch()).run(new Reading(since));
        since.end();
        progress.end();
        return counts;
    }

    /** Takes what the walk meets to where it belongs. */
    private final class Reading implements HistoryWalk.Listener {

        private final Since since;
        private long commits;

        Reading(Since since) {
            this.since = since;
        }

        @Override
        public void commit(Commit commit) {
            progress.at(++commits);
        }

        @Override
        public void found(Commit commit, String path, Finding finding) {
            if (request.verbose()) {
                progress.say(commit.id().abbreviate(9).name() + " " + path + ":" + finding.line() + " "
                        + finding.reason().key() + ": " + finding.problem());
            }
        }

        @Override
        public void event(Event event) throws IOException {
            since.event(event);
        }
    }
}
