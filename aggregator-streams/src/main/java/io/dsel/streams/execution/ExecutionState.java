package io.dsel.streams.execution;

import io.dsel.event.EventOrder;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A fold's state. Of each list of names it keeps the smallest by text, one more than an aggregate shows, so that what it
 * keeps depends on the set of names only.
 *
 * @param first the least event; null as long as there is none
 * @param triggeredBy who caused it
 * @param last the greatest event
 * @param counts events by kind
 * @param phase the phase of the greatest event that has one, or null
 * @param phaseBy that event, or null
 * @param artifactName named by the greatest event that names one, or null
 * @param artifact its version and that event, or null
 * @param configs by name
 * @param deployments as {@code appId/name}, with parts percent-encoded
 */
record ExecutionState(
        EventOrder first,
        String triggeredBy,
        EventOrder last,
        SortedMap<String, Long> counts,
        Phase phase,
        EventOrder phaseBy,
        long errors,
        long warnings,
        String artifactName,
        Mention artifact,
        SortedMap<String, Mention> configs,
        SortedSet<String> deployments,
        SortedSet<String> approvedBy) {

    long totalEvents() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
