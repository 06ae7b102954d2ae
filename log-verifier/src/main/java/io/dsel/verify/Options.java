package io.dsel.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * How it is done.
 *
 * @param tiers that are compared, beside the log itself
 * @param mostDifferences that are named; all are counted
 * @param memoryBytes that items to be sorted may take, about; the rest goes to files
 * @param workDir where those files go
 * @param patience how long a tier that is behind the log may make no progress
 */
public record Options(
        Scope scope, Set<Tier> tiers, int mostDifferences, long memoryBytes, Path workDir, Duration patience) {
    public Options {
        tiers = Set.copyOf(tiers);
        if (memoryBytes < 1) {
            throw new IllegalArgumentException("memoryBytes: " + memoryBytes + " is not positive");
        }
    }
}
