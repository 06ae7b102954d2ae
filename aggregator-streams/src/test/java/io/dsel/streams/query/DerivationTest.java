package io.dsel.streams.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.aggregate.Aggregates;
import io.dsel.json.Yaml;
import org.junit.jupiter.api.Test;

class DerivationTest {
    @Test
    void anAggregateOfAggregatesIsALevelAboveThem() {
        Aggregates declared = Aggregates.BUILT_IN
                .with(aggregate("UpperAggregate", "LowerAggregate"))
                .with(aggregate("LowerAggregate", "*ActivityAggregate"));
        assertEquals(1, Derivation.levels(declared, "ExecutionStatusAggregate"));
        assertEquals(2, Derivation.levels(declared, "LowerAggregate"));
        assertEquals(3, Derivation.levels(declared, "UpperAggregate"));
        assertEquals(1, Derivation.levels(declared, "NobodysAggregate"));
        assertEquals(2, Derivation.levels(declared, "DeploymentOverviewAggregate"), "it refers to other objects");
    }

    private static Aggregate aggregate(String name, String source) {
        return Aggregate.of(AggregateReader.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: %s}
                spec:
                  owner: tests
                  sources: [{kinds: ["%s"]}]
                  group: {key: meta.name}
                  measures: [{name: events, count: {}}]
                """.formatted(name, source))));
    }
}
