package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.BodyHash;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HistoryTopologyTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void orderIsThatOfTimeAndIdWhateverTheArrival() {
        List.of("e3", "e1", "e2", "e0")
                .forEach(id -> driver.send(Samples.artifact("Applied", "vpc", id, id.equals("e0") ? 9 : 1, "1")));

        List<String> ids = keys().stream()
                .map(key -> HistoryKey.order("Artifact/09287/vpc", key).eventId())
                .toList();
        assertEquals(List.of("e1", "e2", "e3", "e0"), ids);
    }

    @Test
    void identityACopyKeepsTheFirstPlace() {
        Event event = Samples.artifact("Applied", "vpc", "e1", 1, "1");
        driver.send(event);
        driver.send(event);

        StoredEvent entry = only(event);
        assertEquals(0, entry.place().position().offset());
        assertEquals("ArtifactAppliedEvent", entry.kind());
        assertEquals("Applied", entry.action());
        assertEquals("alice", entry.userId());
        assertEquals("exec-1", entry.executionId());
        assertArrayEquals(driver.codec.encode(event), entry.value());
        assertTrue(driver.written(Topics.DEAD_LETTERS.name()).isEmpty());
    }

    @Test
    void identityOfTwoBodiesTheSmallerStaysWhicheverCameFirst() {
        Event one = Samples.artifact("Applied", "vpc", "e1", 1, "1");
        Event other = Samples.artifact("Applied", "vpc", "e1", 1, "2");
        boolean oneIsSmaller = Long.compareUnsigned(hash(one), hash(other)) < 0;
        Event smaller = oneIsSmaller ? one : other;
        Event greater = oneIsSmaller ? other : one;

        driver.send(smaller);
        driver.send(greater);
        requireStays(smaller, 0);
        List<TestRecord<String, byte[]>> letters = driver.written(Topics.DEAD_LETTERS.name());
        assertEquals(1, letters.size());
        assertEquals("1", header(letters.getFirst(), "dsel.error.offset"));
        assertTrue(header(letters.getFirst(), "dsel.error.reason").contains("two bodies"));
        assertArrayEquals(driver.codec.encode(greater), letters.getFirst().value());

        try (Driver again = new Driver()) {
            again.send(greater);
            again.send(smaller);
            assertEquals(hash(smaller), again.history().get(key(smaller)).bodyHash());
            assertEquals(
                    hash(smaller), again.heads().get(smaller.entity().text()).bodyHash());
            TestRecord<String, byte[]> letter =
                    again.written(Topics.DEAD_LETTERS.name()).getFirst();
            assertEquals("0", header(letter, "dsel.error.offset"));
            assertArrayEquals(driver.codec.encode(greater), letter.value());
        }
    }

    @Test
    void oneIdAtTwoTimesIsTwoEvents() {
        driver.send(Samples.artifact("Applied", "vpc", "e1", 1, "1"));
        driver.send(Samples.artifact("Applied", "vpc", "e1", 2, "1"));
        assertEquals(2, keys().size());
    }

    private void requireStays(Event event, long offset) {
        StoredEvent entry = only(event);
        assertEquals(hash(event), entry.bodyHash());
        assertEquals(offset, entry.place().position().offset());
        assertEquals(hash(event), driver.heads().get(event.entity().text()).bodyHash());
    }

    private StoredEvent only(Event event) {
        assertEquals(List.of(key(event)), keys());
        return driver.history().get(key(event));
    }

    /** Of the artifact; the execution's aggregates have a history too. */
    private List<Bytes> keys() {
        return Driver.contents(driver.history()).entrySet().stream()
                .filter(entry -> !entry.getValue().action().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Of the event as it comes back, with its schema's defaults. */
    private long hash(Event event) {
        return BodyHash.of(driver.codec.decode(driver.codec.encode(event)));
    }

    private static Bytes key(Event event) {
        EventOrder order = event.meta().order();
        return HistoryKey.of(event.entity().text(), order);
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value());
    }
}
