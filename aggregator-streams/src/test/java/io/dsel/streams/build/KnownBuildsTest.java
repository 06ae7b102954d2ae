package io.dsel.streams.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.build.Build;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KnownBuildsTest {
    private static final Aggregate ANY =
            Aggregates.BUILT_IN.find("EntityActivityAggregate").orElseThrow();
    private static final TopicPartition SOURCE = new TopicPartition("dsel.events.ArtifactAppliedEvent", 0);
    private static final Build BUILD = Build.of(ANY, Map.of(SOURCE, 10L), Instant.parse("2026-01-15T12:00:00Z"));

    private final MockProducer<String, byte[]> log =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final KnownBuilds builds = new KnownBuilds(new BuildLog(new BuildClients("nowhere:1", "streams-1")));

    @Test
    void whatWasWrittenIsKnownUntilItIsForgotten() {
        assertEquals(Optional.empty(), builds.find(ANY));
        builds.keep(BUILD, log);
        assertEquals(Optional.of(BUILD), builds.find(ANY));
        builds.forget(BUILD, log);
        assertEquals(Optional.empty(), builds.find(ANY));
    }

    @Test
    void whatAnotherSaysEndsABuild() {
        builds.keep(BUILD, log);
        assertTrue(builds.heed(record(1, null)));
        assertEquals(Optional.empty(), builds.find(ANY));
    }

    @Test
    void whatThisInstanceSaidIsNotTakenForWhatAnotherSays() {
        builds.keep(BUILD, log);
        builds.forget(BUILD, log);
        builds.keep(BUILD, log); // declared again before its own words have come back
        long offset = 0;
        for (ProducerRecord<String, byte[]> said : log.history()) {
            assertFalse(builds.heed(record(offset++, said.value())));
        }
        assertEquals(Optional.of(BUILD), builds.find(ANY));
    }

    private static ConsumerRecord<String, byte[]> record(long offset, byte[] value) {
        return new ConsumerRecord<>(
                BuildLog.PARTITION.topic(), BuildLog.PARTITION.partition(), offset, BUILD.rule(), value);
    }
}
