package io.dsel.streams.execution;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.Member;
import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Adds up the events of one execution. */
final class ExecutionFold implements Fold {
    /** Version of this formula: a change of what an aggregate says for the same events is a new one. */
    static final String VERSION = "1";

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
    ExecutionFold() {
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

    @Override
    public void add(Member member) {
        EventOrder order = member.order();
        JsonNode inputs = member.inputs();
        if (first == null || order.compareTo(first) < 0) {
            first = order;
            triggeredBy = member.userId();
        }
        if (last == null || order.compareTo(last) > 0) {
            last = order;
        }
        counts.merge(member.kind(), 1L, Long::sum);
        errors += inputs.path("errors").asLong(0);
        warnings += inputs.path("warnings").asLong(0);
        addPhase(member);
        addReferences(member, inputs);
    }

    @Override
    public byte[] state() {
        return ExecutionBytes.write(summed());
    }

    @Override
    public void writeTo(ObjectNode spec) {
        ExecutionAggregate.write(summed(), spec);
    }

    @Override
    public Optional<String> phase() {
        return Optional.ofNullable(phase).map(its -> its.name() + " " + its.status());
    }

    ExecutionState summed() {
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

    private void addPhase(Member member) {
        EventOrder order = member.order();
        Phase.of(member).ifPresent(its -> {
            if (phaseBy == null || order.compareTo(phaseBy) > 0) {
                phase = its;
                phaseBy = order;
            }
        });
    }

    private void addReferences(Member member, JsonNode inputs) {
        EventOrder order = member.order();
        JsonNode named = inputs.path("artifact");
        if (named.isObject() && (artifact == null || order.compareTo(artifact.by()) > 0)) {
            artifactName = named.path("name").asString("");
            artifact = mention(named, order);
        }
        for (JsonNode config : inputs.path("configs")) {
            configs.merge(config.path("name").asString(""), mention(config, order), Mention::later);
            bound(configs);
        }
        if (member.objectKind().equals("Deployment")) {
            String text = new EntityKey("Deployment", member.appId(), member.name()).text();
            deployments.add(text.substring(text.indexOf('/') + 1));
            bound(deployments);
        }
        inputs.path("approvedBy").forEach(name -> approvedBy.add(name.asString("")));
        bound(approvedBy);
    }

    private static Mention mention(JsonNode named, EventOrder order) {
        return new Mention(named.path("version").asString(null), order);
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
