package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
    private static final long NOW = 1_000_000;

    private final CommitPace pace = new CommitPace();

    /** A task and its clock. */
    private final class Run {
        private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
        private final CommitPace.Task task = pace.of(context);

        boolean commitsAt(long now, Long... written) {
            for (Long time : written) {
                task.takes(new Record<>("key", "value", time));
            }
            context.resetCommit();
            context.scheduledPunctuators().getFirst().getPunctuator().punctuate(now);
            return context.committed();
        }
    }

    @Test
    void whatIsFreshIsCommittedSoonAndOnce() {
        Run run = new Run();
        assertEquals(
                List.of(true, false, false),
                List.of(run.commitsAt(NOW, NOW - 5_000, NOW - 10), run.commitsAt(NOW + 30), run.commitsAt(NOW + 60)));
        assertEquals(true, run.commitsAt(NOW + 90, NOW + 70));
    }

    @Test
    void whatLagsIsLeftToTheCommitInterval() {
        Run run = new Run();
        assertEquals(List.of(false, false), List.of(run.commitsAt(NOW), run.commitsAt(NOW + 30, NOW - 5, NOW - 2_000)));
    }

    @Test
    void theTasksOfAThreadAskTogether() {
        Run one = new Run();
        Run other = new Run();
        assertEquals(true, one.commitsAt(NOW, NOW - 10));
        assertEquals(false, other.commitsAt(NOW + 10, NOW));
        assertEquals(true, other.commitsAt(NOW + 40));
    }
}
