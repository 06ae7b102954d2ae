package io.dsel.aggregate;

import io.dsel.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The manifests that come with DSEL. */
final class BuiltInAggregates {
    private static final List<String> NAMES = List.of(
            "AppActivityDailyAggregate",
            "ArtifactUsageAggregate",
            "DeploymentOverviewAggregate",
            "EntityActivityAggregate",
            "ExecutionStatusAggregate");

    private BuiltInAggregates() {}

    static Map<String, Aggregate> load() {
        Map<String, Aggregate> aggregates = new TreeMap<>();
        for (String name : NAMES) {
            aggregates.put(name, Aggregate.of(AggregateReader.read(read(name))));
        }
        return aggregates;
    }

    /** As a caller would send it; empty if none of that name comes with DSEL. */
    static Optional<JsonNode> manifest(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static JsonNode read(String name) {
        String resource = name + ".yaml";
        try (InputStream in = BuiltInAggregates.class.getResourceAsStream(resource)) {
            return Yaml.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
