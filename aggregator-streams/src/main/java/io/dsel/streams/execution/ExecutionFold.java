package io.dsel.streams.execution;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.events.NamedVersion;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Adds up the events of one execution, each once, in any order: what comes out depends on their set only. Whoever adds
 * makes sure that no event is added twice.
 */
public final class ExecutionFold {
    /** Version of this formula: a change of what an aggregate says for the same events is a new one. */
    public static final String VERSION = "1";

    /** Names in a list of an aggregate. */
    static final int MOST_NAMES = 50;

    private EventOrder first;
    private String triggeredBy;
    private EventOrder last;
    private final SortedMap<String, Long> counts;
    private Phase phase;
    private EventOrder phaseBy;
    private long errors;
    private long warnings;
    private String artifactName;
    private Mention artifact;
    private final SortedMap<String, Mention> configs;
    private final SortedSet<String> deployments;
    private final SortedSet<String> approvedBy;

    /** Of no event. */
    public ExecutionFold() {
        counts = new TreeMap<>();
        configs = new TreeMap<>();
        deployments = new TreeSet<>();
        approvedBy = new TreeSet<>();
    }

    ExecutionFold(ExecutionState state) {
        first = state.first();
        triggeredBy = state.triggeredBy();
        last = state.last();
        counts = new TreeMap<>(state.counts());
        phase = state.phase();
        phaseBy = state.phaseBy();
        errors = state.errors();
        warnings = state.warnings();
        artifactName = state.artifactName();
        artifact = state.artifact();
        configs = new TreeMap<>(state.configs());
        deployments = new TreeSet<>(state.deployments());
        approvedBy = new TreeSet<>(state.approvedBy());
    }

    /** Adds an event that was not added before. */
    public void add(JournalEntry entry) {
        EventOrder order = order(entry);
        if (first == null || order.compareTo(first) < 0) {
            first = order;
            triggeredBy = entry.getUserId();
        }
        if (last == null || order.compareTo(last) > 0) {
            last = order;
        }
        counts.merge(entry.getKind(), 1L, Long::sum);
        errors += entry.getErrors();
        warnings += entry.getWarnings();
        addPhase(entry, order);
        addReferences(entry, order);
    }

    public ExecutionState state() {
        return new ExecutionState(
                first,
                triggeredBy,
                last,
                counts,
                phase,
                phaseBy,
                errors,
                warnings,
                artifactName,
                artifact,
                configs,
                deployments,
                approvedBy);
    }

    /** The place of an entry's event in the order of events. */
    public static EventOrder order(JournalEntry entry) {
        return new EventOrder(entry.getTimestamp().toEpochMilli(), entry.getEventId());
    }

    /** The action of an entry's event. */
    public static String action(JournalEntry entry) {
        String kind = entry.getKind();
        return kind.substring(entry.getObjectKind().length(), kind.length() - "Event".length());
    }

    private void addPhase(JournalEntry entry, EventOrder order) {
        Phase.of(entry).ifPresent(its -> {
            if (phaseBy == null || order.compareTo(phaseBy) > 0) {
                phase = its;
                phaseBy = order;
            }
        });
    }

    private void addReferences(JournalEntry entry, EventOrder order) {
        NamedVersion named = entry.getArtifact();
        if (named != null && (artifact == null || order.compareTo(artifact.by()) > 0)) {
            artifactName = named.getName();
            artifact = new Mention(named.getVersion(), order);
        }
        for (NamedVersion config : entry.getConfigs()) {
            configs.merge(config.getName(), new Mention(config.getVersion(), order), Mention::later);
            bound(configs);
        }
        if (entry.getObjectKind().equals("Deployment")) {
            String text = new EntityKey("Deployment", entry.getAppId(), entry.getName()).text();
            deployments.add(text.substring(text.indexOf('/') + 1));
            bound(deployments);
        }
        approvedBy.addAll(entry.getApprovedBy());
        bound(approvedBy);
    }

    private static void bound(SortedMap<String, ?> names) {
        while (names.size() > MOST_NAMES + 1) {
            names.remove(names.lastKey());
        }
    }

    private static void bound(SortedSet<String> names) {
        while (names.size() > MOST_NAMES + 1) {
            names.remove(names.last());
        }
    }
}
