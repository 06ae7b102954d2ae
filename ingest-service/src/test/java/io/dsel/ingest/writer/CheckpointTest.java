package io.dsel.ingest.writer;

import static io.dsel.ingest.writer.SampleEvents.BODY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** What one writer writes down is enough for the next. */
class CheckpointTest {
    private static final long INTERVAL = 1_000;

    private final PartitionState state = new PartitionState(3_600_000, 1_000);
    private final Checkpoint checkpoint = new Checkpoint(3, INTERVAL, 0);

    @Test
    void theHeadsThatMovedAreWrittenALittleAtATimeAndOnlyThenFromWhereToFollow() {
        for (int i = 0; i < 1_200; i++) {
            state.observe("K/a/" + i, SampleEvents.order("id-" + i, i), BODY, SampleEvents.at("t", i));
        }
        assertEquals(List.of(), take(INTERVAL - 1, 1_200), "not before its time");
        List<ProducerRecord<String, byte[]>> first = take(INTERVAL, 1_200);
        assertEquals(500, first.size());
        state.observe("K/a/late", SampleEvents.order("late", 1), BODY, SampleEvents.at("t", 1_200));
        List<ProducerRecord<String, byte[]>> all = new ArrayList<>(first);
        all.addAll(take(INTERVAL, 1_300));
        all.addAll(take(INTERVAL, 1_300));
        assertFalse(checkpoint.due(state, INTERVAL), "the next is due after the interval");
        assertTrue(checkpoint.due(state, 2 * INTERVAL), "the late one is still to be written");
        ProducerRecord<String, byte[]> last = all.removeLast();
        assertEquals(Notes.CHECKPOINT, last.key());
        long from = Notes.readCheckpoint(last.value()).get("t");
        assertTrue(from <= 1_200, "from before what came in between: " + from);
        assertEquals(1_200, all.size());
        Set<String> entities = new HashSet<>();
        all.forEach(record -> {
            assertEquals(3, record.partition());
            assertTrue(Notes.isEntity(record.key()));
            assertEquals(
                    state.head(record.key()).order(),
                    Notes.readHead(3, record.value()).order());
            entities.add(record.key());
        });
        assertEquals(1_200, entities.size());
    }

    @Test
    void aDeletionIsStillOneForTheNextWriter() {
        state.observe("K/a/1", SampleEvents.order("gone", 1), BODY, SampleEvents.at(SampleEvents.DELETIONS, 7));
        ProducerRecord<String, byte[]> head = Notes.head(0, "K/a/1", state.head("K/a/1"));
        assertEquals(state.head("K/a/1"), Notes.readHead(0, head.value()));
    }

    @Test
    void whereNothingHasMovedNothingIsWritten() {
        assertFalse(checkpoint.due(state, 10 * INTERVAL));
    }

    private List<ProducerRecord<String, byte[]>> take(long now, long followed) {
        return checkpoint.take(state, () -> Map.of("t", followed), now);
    }
}
