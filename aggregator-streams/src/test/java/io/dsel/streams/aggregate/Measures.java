package io.dsel.streams.aggregate;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Each;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Group;
import io.dsel.aggregate.Measure;
import io.dsel.aggregate.Measure.Function;
import io.dsel.aggregate.Member;
import io.dsel.aggregate.Source;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.kind.TopicSettings;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Manifests of measures and members to try them with. */
final class Measures {
    private Measures() {}

    static Measure of(String name, Function function) {
        return new Measure(name, function, function == Function.COUNT ? "" : "v", "", 10, 100, List.of());
    }

    static Measure by(String name, Function function, int limit) {
        return new Measure(name, function, function == Function.COUNT ? "" : "v", "b", limit, 100, List.of());
    }

    static Measure distinct(String name, int limit) {
        return new Measure(name, Function.DISTINCT, "v", "", limit, 100, List.of());
    }

    static Measure top(String name, int limit, int capacity) {
        return new Measure(name, Function.TOP, "v", "", limit, capacity, List.of());
    }

    static Measure histogram(String name, Double... bounds) {
        return new Measure(name, Function.HISTOGRAM, "v", "", 10, 100, List.of(bounds));
    }

    static AggregateManifest manifest(Measure... measures) {
        return manifest(Emission.USUAL, measures);
    }

    static AggregateManifest manifest(Emission emission, Measure... measures) {
        return new AggregateManifest(
                "TriedAggregate",
                "tests",
                "",
                List.of(new Source(List.of("*Event"), "")),
                new Group("", "meta.appId"),
                Optional.empty(),
                List.of(measures),
                Optional.empty(),
                emission,
                TopicSettings.USUAL,
                List.of(),
                Each.EVENT,
                List.of());
    }

    /** @param inputs as JSON */
    static Member member(long time, String id, String inputs) {
        return member(time, id, Json.parse(inputs), Optional.empty());
    }

    static Member member(long time, String id, JsonNode inputs, Optional<String> phase) {
        return new Member(
                new EventOrder(time, id),
                "ThingAppliedEvent",
                "Thing",
                "09287",
                "t1",
                "alice",
                phase,
                phase.map(its -> "RUNNING"),
                inputs);
    }

    /** What a fold tells. */
    static ObjectNode told(DeclaredFold fold) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        fold.writeTo(spec);
        return spec;
    }
}
