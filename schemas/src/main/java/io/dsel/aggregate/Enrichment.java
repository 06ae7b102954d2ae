package io.dsel.aggregate;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a group's aggregates tell of it that is known outside only.
 *
 * @param name of its field under {@code spec.enrichment}
 * @param enricher what is asked: {@link #HTTP}, or the name of an {@link EnricherProvider}
 * @param settings of the enricher, an object as JSON text in one spelling; for HTTP its {@link #URL} and {@link #POINTER}
 * @param with by the names of the question's parameters, in CEL over an event of the group: their values. The latest event
 *     that gives all of them counts.
 * @param ttl how long an answer is given to other groups that ask the same
 */
public record Enrichment(String name, String enricher, String settings, Map<String, String> with, Duration ttl) {
    /** The enricher that comes with DSEL. */
    public static final String HTTP = "http";

    /** Its setting: where to ask, a {@link UrlTemplate}. */
    public static final String URL = "url";

    /** Its setting: which part of the answer counts, a JSON pointer; empty for all of it. */
    public static final String POINTER = "pointer";

    static final Duration USUAL_TTL = Duration.ofHours(1);

    /** In the order of the parameters' names. */
    public Enrichment {
        with = Collections.unmodifiableMap(new TreeMap<>(with));
    }
}
