package io.dsel.aggregate;

import java.util.SortedMap;
import tools.jackson.databind.JsonNode;

/**
 * Something outside that is asked about the groups of aggregates. Used by many threads.
 *
 * <p>What it answers is kept in the log and in the aggregates, and never asked again in a replay; so it may be different
 * each time. How long an answer holds for other groups that ask the same is the manifest's to say.
 */
public interface Enricher {
    /**
     * Asks once, on a virtual thread of its own, and may block. Who takes longer than {@code enrichment.timeout} is
     * interrupted, and is to return then: until it does, it holds one of {@code enrichment.concurrency} places.
     *
     * @param parameters by their names, in their order; each a text that is not empty
     * @return what is known, of at most 16 KiB as JSON; a null node for nothing, which is an answer too
     * @throws UnavailableException if there is no answer now. Any other exception counts as one that passes.
     * @throws InterruptedException if it took too long
     */
    JsonNode ask(SortedMap<String, String> parameters) throws UnavailableException, InterruptedException;
}
