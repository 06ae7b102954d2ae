package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.Event;
import io.dsel.streams.store.Head;
import io.dsel.topic.Topics;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HeadsTopologyTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void stateIsTheGreatestEventWhateverCameLast() {
        Event late = Samples.artifact("Apply", "vpc", "e1", 1, "1");
        Event head = Samples.artifact("Applied", "vpc", "e2", 2, "2");
        driver.send(head);
        driver.send(late);

        Head stored = driver.heads().get(head.entity().text());
        assertEquals(head.meta().order(), stored.order());
        assertEquals("Applied", stored.action());
        assertEquals("alice", stored.userId());
        assertEquals(
                "dsel.events.ArtifactAppliedEvent", stored.place().position().topic());
        assertEquals(Driver.LOG_TIME.toEpochMilli(), stored.place().logTime());
    }

    @Test
    void everyChangeOfAHeadIsWrittenAndNothingElse() {
        Event first = Samples.artifact("Applied", "vpc", "e1", 1, "1");
        Event second = Samples.artifact("Applied", "vpc", "e3", 3, "3");
        Event late = Samples.artifact("Applied", "vpc", "e2", 2, "2");
        List.of(first, first, second, late, second).forEach(driver::send);

        List<TestRecord<String, byte[]>> written = driver.written(Topics.HEADS.name()).stream()
                .filter(record -> record.key().equals(first.entity().text()))
                .toList();
        assertEquals(2, written.size());
        assertArrayEquals(driver.codec.encode(first), written.get(0).value());
        assertArrayEquals(driver.codec.encode(second), written.get(1).value());
    }
}
