package io.dsel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.index.Generations;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.junit.jupiter.api.Test;

class LiveGenerationsTest {
    private static final Generations BUILDING = Generations.FIRST.start(10);
    private static final String TOPIC = LiveGenerations.PARTITION.topic();

    private final MockConsumer<byte[], byte[]> log = new MockConsumer<>("earliest");
    private final LiveGenerations live = new LiveGenerations(log);

    @Test
    void withoutTheTopicNothingWasEverRebuilt() {
        log.updatePartitions(TOPIC, List.of());
        assertFalse(live.read());
        assertTrue(live.isReady());
        assertEquals(Generations.FIRST, live.get());
    }

    @Test
    void theLastRecordHolds() throws InterruptedException {
        topic(2);
        log.schedulePollTask(() -> {
            add(0, BUILDING.write());
            add(1, BUILDING.promote().write());
        });
        assertFalse(live.isReady());
        assertTrue(live.read());
        assertTrue(live.awaitReady(Duration.ZERO));
        assertEquals(BUILDING.promote(), live.get());
        assertTrue(live.awaitChange(BUILDING, Duration.ZERO));
        assertTrue(live.awaitOffset(2, Duration.ZERO));
        assertFalse(live.awaitOffset(3, Duration.ZERO));
    }

    @Test
    void whatIsNoStateIsPassedOver() {
        topic(2);
        log.schedulePollTask(() -> {
            add(0, BUILDING.write());
            add(1, "what?".getBytes(StandardCharsets.UTF_8));
        });
        live.read();
        assertEquals(BUILDING, live.get());
    }

    private void topic(long end) {
        log.updatePartitions(TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
        log.updateBeginningOffsets(Map.of(LiveGenerations.PARTITION, 0L));
        log.updateEndOffsets(Map.of(LiveGenerations.PARTITION, end));
    }

    private void add(long offset, byte[] value) {
        log.addRecord(new ConsumerRecord<>(TOPIC, 0, offset, new byte[0], value));
    }
}
