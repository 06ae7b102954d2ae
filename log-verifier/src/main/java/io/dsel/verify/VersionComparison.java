package io.dsel.verify;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Holds what two kinds of aggregates say of each group against each other: the same aggregate by two versions of its formula,
 * or two that should say the same. Compared is the spec of the latest aggregate of each, without what names the formula and
 * without its sequence.
 *
 * <p>It may run while events come. Groups in which the two do not agree are looked at again, each time after the streams have
 * taken in all that was in the log before: so one that rests and still differs does differ, and is not merely behind. Where one
 * of the two is not told with each event, the events that both have in such a group are held against each other, too.
 */
public final class VersionComparison {
    private final Addresses addresses;
    private final Settings settings;
    private final Listener listener;

    /**
     * How it is done.
     *
     * @param mostExamples fields that are named; all groups are counted
     * @param memoryBytes that groups which are looked at again may take, about; the rest goes to files
     * @param workDir where those files go
     * @param patience how long streams that are behind the log may make no progress
     */
    public record Settings(int mostExamples, long memoryBytes, Path workDir, Duration patience) {
        public Settings {
            if (memoryBytes < 1) {
                throw new IllegalArgumentException("memoryBytes: " + memoryBytes + " is not positive");
            }
        }
    }

    /** @param addresses of the log and the streams; the sink and the index are not asked */
    public VersionComparison(Addresses addresses, Settings settings, Listener listener) {
        this.addresses = addresses;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * @param liveKind of aggregates, such as {@code RolloutWeeklyAggregate}
     * @param otherKind that is held against it
     * @throws VerificationException if it could not be done
     */
    public VersionReport run(String liveKind, String otherKind) {
        try (WorkFolder folder = WorkFolder.in(settings.workDir());
                Log log = new Log(addresses.bootstrapServers(), addresses.registryUrl());
                Service streams = new Service("streams", addresses.streams());
                Versions versions = new Versions(streams, liveKind, otherKind)) {
            return new VersionRun(settings, listener, folder, log, streams, versions).compare(liveKind, otherKind);
        } catch (RuntimeException e) {
            throw Log.isAway(e) ? new VerificationException("the log does not answer: " + e.getMessage(), e) : e;
        }
    }
}
