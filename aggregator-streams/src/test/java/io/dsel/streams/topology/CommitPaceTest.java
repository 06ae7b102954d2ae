package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
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

        void takes(long now, long written) {
            context.setCurrentSystemTimeMs(now);
            task.takes(new Record<>("key", "value", written));
        }

        boolean isWaiting() {
            return clocks().findAny().isPresent();
        }

        boolean commitsAt(long now) {
            context.resetCommit();
            clocks().toList().forEach(clock -> clock.getPunctuator().punctuate(now));
            return context.committed();
        }

        private Stream<MockProcessorContext.CapturedPunctuator> clocks() {
            return context.scheduledPunctuators().stream().filter(clock -> !clock.cancelled());
        }
    }

    @Test
    void whatIsFreshIsCommittedSoonAndOnce() {
        Run run = new Run();
        run.takes(NOW, NOW - 10);
        run.takes(NOW, NOW - 5);
        assertTrue(run.commitsAt(NOW + 30));
        assertFalse(run.isWaiting(), "a task at rest has nothing to commit");
        run.takes(NOW + 70, NOW + 65);
        assertTrue(run.commitsAt(NOW + 100));
    }

    @Test
    void whatLagsIsLeftToTheCommitInterval() {
        Run run = new Run();
        run.takes(NOW, NOW - 2_000);
        assertFalse(run.isWaiting());
        run.takes(NOW, NOW - 5);
        run.takes(NOW + 20, NOW - 1_500);
        assertFalse(run.commitsAt(NOW + 30));
        assertFalse(run.isWaiting());
    }

    @Test
    void theTasksOfAThreadAskTogether() {
        Run one = new Run();
        Run other = new Run();
        one.takes(NOW, NOW);
        other.takes(NOW + 10, NOW + 10);
        assertTrue(one.commitsAt(NOW + 30));
        assertFalse(other.commitsAt(NOW + 40));
        assertTrue(other.commitsAt(NOW + 70));
    }
}
