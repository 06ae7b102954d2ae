package io.dsel.bench;

import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * What was measured on.
 *
 * @param loadAverage of the last minute, before anything was started; negative where the system doesn't say
 */
record Machine(int processors, double loadAverage, String java, String system) {
    /** Of a processor; more than this is other people's work, and the two sides of a pair may get different shares. */
    private static final double QUIET = 0.25;

    static Machine now() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.version().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    /** Said before measuring on a machine that does something else. */
    Optional<String> warning() {
        return loadAverage <= QUIET * processors
                ? Optional.empty()
                : Optional.of("the machine is not idle (load %.1f on %d processors): the pairs will scatter"
                        .formatted(loadAverage, processors));
    }
}
