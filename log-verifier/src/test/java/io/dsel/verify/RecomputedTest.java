package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.EventKind;
import io.dsel.json.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Which aggregates are recomputed. */
class RecomputedTest {
    private static final Aggregate EACH = Samples.aggregate("EachAggregate", "", "");
    private static final Aggregate CALM = Samples.aggregate("CalmAggregate", "", "emit: {every: 2}");
    private static final LogEnds NONE = new LogEnds(Map.of(), Map.of());

    @Test
    void whatIsBuiltIsRecomputedAndWhatIsNotIsRemarkedOn() {
        Aggregates declared = Aggregates.BUILT_IN.with(EACH);
        assertEquals(List.of(), Samples.recomputed(EACH).remarks());
        Recomputed building = Recomputed.of(declared, Samples.builds(declared, "BUILDING"), Samples.ALL);
        assertTrue(building.isEmpty());
        assertTrue(building.remarks()
                .contains("EachAggregate is not recomputed: it is BUILDING, not yet made of all events"));
        Recomputed unknown = Recomputed.of(declared, Samples.builds(Aggregates.BUILT_IN, "BUILT"), Samples.ALL);
        assertEquals(
                List.of("EachAggregate is not recomputed: it is unknown to the streams, not yet made of all events"),
                unknown.remarks());
    }

    @Test
    void ofAScopeAreItsAggregatesWithAllEventsInThem() {
        Aggregates declared = Aggregates.BUILT_IN.with(EACH);
        Recomputed one = Recomputed.of(
                declared, Samples.builds(declared, "BUILT"), new Scope(Set.of("EachAggregate"), Optional.empty()));
        assertTrue(one.needs("dsel.events.ArtifactAppliedEvent"));
        assertTrue(one.needs("dsel.aggregates.EachAggregate"));
        assertFalse(one.needs("dsel.events.ArtifactApplyEvent"));
        assertEquals(List.of(EACH), one.taking(new EventKind("Artifact", "Applied")));
        assertTrue(Recomputed.of(
                        declared,
                        Samples.builds(declared, "BUILT"),
                        new Scope(Set.of("EachAggregate"), Optional.of("shop")))
                .isEmpty());
    }

    @Test
    void whatTheLogHasLostIsNotRecomputed() {
        Recomputed both = Samples.recomputed(EACH, CALM);
        assertFalse(both.whole(NONE, NONE).isEmpty());
        assertEquals(
                List.of("CalmAggregate is not recomputed: the log has lost the oldest records of the journal"),
                both.whole(NONE, lost("dsel.journal.aggregates")).remarks());
        assertEquals(
                List.of("EachAggregate is not recomputed: the log has lost the oldest records of its own"),
                both.whole(lost("dsel.aggregates.EachAggregate"), NONE).remarks());
        Recomputed rest = both.whole(lost("dsel.events.ArtifactAppliedEvent"), NONE);
        assertEquals(Optional.empty(), rest.ofGroup("EachAggregate/shop/web"));
        assertFalse(rest.needsJournal());
    }

    @Test
    void anAggregateOfAggregatesIsOfALevelBehindThem() {
        Aggregate days = Aggregate.of(AggregateReader.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: DaysAggregate}
                spec: {owner: platform, sources: [{kinds: [AppActivityDailyAggregate]}], group: {key: meta.appId},
                       measures: [{name: events, count: {}}]}
                """)));
        Aggregates declared = Aggregates.BUILT_IN.with(EACH).with(days);
        assertEquals(1, ExtentFinder.level(EACH, declared));
        assertEquals(2, ExtentFinder.level(days, declared));
    }

    private static LogEnds lost(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        return new LogEnds(Map.of(partition, 3L), Map.of(partition, 9L));
    }
}
