package io.dsel.aggregate;

import io.dsel.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
            aggregates.put(name, Aggregate.of(read(name)));
        }
        return aggregates;
    }

    private static AggregateManifest read(String name) {
        String resource = name + ".yaml";
        try (InputStream in = BuiltInAggregates.class.getResourceAsStream(resource)) {
            return AggregateReader.read(Yaml.parse(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + resource, e);
        }
    }
}
