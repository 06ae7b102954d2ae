package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.json.Yaml;

/** Aggregates to try things with, as manifests say them. */
final class Declarations {
    private Declarations() {}

    /** @param spec of its manifest, but for the owner, as YAML */
    static Aggregate aggregate(String name, String spec) {
        return Aggregate.of(AggregateReader.read(
                Yaml.parse("""
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: %s}
                spec:
                  owner: tests
                """.formatted(name) + spec.stripIndent().indent(2))));
    }
}
