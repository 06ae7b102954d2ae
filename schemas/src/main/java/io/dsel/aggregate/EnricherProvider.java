package io.dsel.aggregate;

import tools.jackson.databind.node.ObjectNode;

/**
 * Makes what is asked outside for aggregates, where a manifest says {@code plugin: {name: …, settings: {…}}}. Found by
 * {@link java.util.ServiceLoader}: put a jar with an implementation, and a file
 * {@code META-INF/services/io.dsel.aggregate.EnricherProvider} that names it, in the folder that the streams' option
 * {@code plugins} names, and restart. Used by many threads.
 */
public interface EnricherProvider {
    /** What a manifest calls it: small letters, digits and hyphens. {@code http} is taken. */
    String name();

    /**
     * Called once for all questions with the same settings.
     *
     * @param settings as the manifest has them, which all may read, so nothing secret; empty if it has none
     * @throws IllegalArgumentException saying what is wrong with them; aggregates then tell that as their reason
     */
    Enricher enricher(ObjectNode settings);
}
