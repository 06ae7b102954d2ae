package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.aggregate.Aggregates;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Aggregates of events of artifacts, each told in its way. */
final class Samples {
    static final Scope ALL = new Scope(Set.of(), Optional.empty());

    private Samples() {}

    /** With one measure, {@code most}. @param period with a comma behind it @param emit or nothing */
    static Aggregate aggregate(String name, String period, String emit) {
        return Aggregate.of(AggregateReader.read(
                Yaml.parse("""
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: %s}
                spec: {owner: platform, sources: [{kinds: [ArtifactAppliedEvent]}],
                       group: {app: meta.appId, key: meta.name}, %s
                       measures: [{name: most, max: {value: object.spec.version}}], %s}
                """.formatted(name, period, emit.isEmpty() ? "emit: {when: event}" : emit))));
    }

    /** Of each artifact its latest event counts. @param emit with a comma before it, or nothing */
    static Aggregate ofLatest(String name, String emit) {
        return aggregate(name, "", "each: object" + emit);
    }

    /** All of them are built. */
    static Recomputed recomputed(Aggregate... aggregates) {
        Aggregates declared = Aggregates.BUILT_IN;
        for (Aggregate aggregate : aggregates) {
            declared = declared.with(aggregate);
        }
        return Recomputed.of(declared, builds(declared, "BUILT"), ALL);
    }

    /** What the streams say of them. */
    static ObjectNode builds(Aggregates declared, String state) {
        ObjectNode builds = Json.MAPPER.createObjectNode();
        ArrayNode items = builds.putArray("items");
        declared.all().forEach(aggregate -> items.addObject()
                .put("aggregate", aggregate.name())
                .put("formula", aggregate.formula())
                .put("state", state));
        return builds;
    }
}
