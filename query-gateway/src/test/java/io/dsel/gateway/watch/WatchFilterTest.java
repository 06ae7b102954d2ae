package io.dsel.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EntityKey;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class WatchFilterTest {
    private static final String ARTIFACT = "dsel.events.ArtifactAppliedEvent";
    private static final String AGGREGATE = "dsel.aggregates.ExecutionStatusAggregate";

    @Test
    void withoutKindsItIsEveryEventAndNoAggregate() {
        WatchFilter all = kinds();
        assertTrue(all.wantsTopic(ARTIFACT));
        assertFalse(all.wantsTopic(AGGREGATE));
        assertFalse(all.wantsTopic("dsel.heads"));
        assertTrue(all.wantsKey(ARTIFACT, key("Artifact/a/b")));
    }

    @Test
    void aKindIsAnEventsOrAnObjectsOrAPattern() {
        assertTrue(kinds("ArtifactAppliedEvent").wantsTopic(ARTIFACT));
        assertFalse(kinds("ArtifactAppliedEvent").wantsTopic("dsel.events.ArtifactDeletedEvent"));
        assertTrue(kinds("Artifact").wantsTopic(ARTIFACT));
        assertFalse(kinds("Artifact").wantsTopic("dsel.events.ArtifactBundleAppliedEvent"));
        assertTrue(kinds("Art*").wantsTopic("dsel.events.ArtifactBundleAppliedEvent"));
        assertTrue(kinds("*DeletedEvent").wantsTopic("dsel.events.ArtifactDeletedEvent"));
        assertFalse(kinds("*DeletedEvent").wantsTopic(ARTIFACT));
        assertTrue(kinds("ExecutionStatusAggregate").wantsTopic(AGGREGATE));
        assertTrue(kinds("*").wantsTopic(AGGREGATE));
        assertFalse(kinds("artifact").wantsTopic(ARTIFACT), "kinds have one spelling");
    }

    @Test
    void anAggregatesNameStandsForAllItsVersions() {
        String second = "dsel.aggregates.ExecutionStatusV2Aggregate";
        assertTrue(kinds("ExecutionStatusAggregate").wantsTopic(second));
        assertTrue(kinds("ExecutionStatusAggregate").wantsKey(second, key("ExecutionStatusV2Aggregate/_/b")));
        assertFalse(kinds("ExecutionStatusAggregate").isNamed("ExecutionStatusV2Aggregate"));
        assertFalse(kinds("*").isNamed("ExecutionStatusV2Aggregate"));
        assertTrue(kinds("ExecutionStatusV2Aggregate").isNamed("ExecutionStatusV2Aggregate"));
        assertFalse(kinds("ExecutionStatusV2Aggregate").wantsTopic(AGGREGATE));
    }

    @Test
    void whereTheActionIsNoStandardOneTheKeyTellsTheObjectsKind() {
        String topic = "dsel.events.ArtifactBundleShippedEvent";
        assertTrue(kinds("Artifact").wantsTopic(topic));
        assertTrue(kinds("ArtifactBundle").wantsTopic(topic));
        assertFalse(kinds("Artifact").wantsKey(topic, key("ArtifactBundle/a/b")));
        assertTrue(kinds("ArtifactBundle").wantsKey(topic, key("ArtifactBundle/a/b")));
        assertFalse(kinds("ArtifactBundle").wantsKey(topic, null));
    }

    @Test
    void anAppIsAPartOfTheKeyAndNotOfAName() {
        WatchFilter filter = new WatchFilter(List.of(), "a b", null, null);
        assertTrue(filter.wantsKey(ARTIFACT, key("Artifact/a%20b/x")));
        assertFalse(filter.wantsKey(ARTIFACT, key("Artifact/a%20bc/x")));
        assertFalse(filter.wantsKey(ARTIFACT, key("Artifact/x/a%20b")));
        assertFalse(filter.wantsKey(ARTIFACT, key("Artifact")));
    }

    @Test
    void anEntityIsInThePartitionThatTheProducerPutsItIn() {
        for (int n = 0; n < 200; n++) {
            EntityKey entity = new EntityKey("Artifact", "app", "module-" + n);
            WatchFilter filter = new WatchFilter(List.of(), null, entity, null);
            int partition = BuiltInPartitioner.partitionForKey(key(entity.text()), 12);
            assertArrayEquals(new int[] {partition}, filter.partitions(12).toArray());
            assertTrue(filter.wantsTopic(ARTIFACT));
            assertFalse(filter.wantsTopic("dsel.events.DeploymentAppliedEvent"));
            assertFalse(filter.wantsKey(ARTIFACT, key("Artifact/app/module-" + (n + 1))));
        }
        assertArrayEquals(
                IntStream.range(0, 12).toArray(), kinds().partitions(12).toArray());
    }

    @Test
    void anExecutionIsLookedForInTheBytes() {
        WatchFilter filter = new WatchFilter(List.of(), null, null, "run-7");
        assertTrue(filter.mayWant("…run-7…".getBytes(UTF_8)));
        assertTrue(filter.mayWant("run-7".getBytes(UTF_8)));
        assertFalse(filter.mayWant("run-6 run-".getBytes(UTF_8)));
        assertFalse(filter.mayWant(new byte[0]));
    }

    @Test
    void theSameFilterHasTheSameDescriptionInWhateverOrderItWasAskedFor() {
        assertEquals(kinds("A", "B").description(), kinds("B", "A", "B").description());
        assertNotEquals(kinds("A").description(), kinds("A", "B").description());
        String app = new WatchFilter(List.of(), "x", null, null).description();
        String execution = new WatchFilter(List.of(), null, null, "x").description();
        assertNotEquals(app, execution);
        assertNotEquals(WatchIdentity.of("cluster", kinds("A")), WatchIdentity.of("cluster", kinds("B")));
        assertNotEquals(WatchIdentity.of("cluster", kinds("A")), WatchIdentity.of("another", kinds("A")));
    }

    private static WatchFilter kinds(String... kinds) {
        return new WatchFilter(Stream.of(kinds).map(KindPattern::new).toList(), null, null, null);
    }

    private static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }
}
