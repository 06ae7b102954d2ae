package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobQueueTest {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final JobQueue queue = new JobQueue();

    @Test
    void whatNobodyWaitsForAnyMoreTakesNoMemoryThoughTheWriterTakesNothing() {
        for (int i = 0; i < 1_000; i++) {
            queue.add(job(-1));
        }
        Job waitedFor = job(HOUR);
        queue.add(waitedFor);
        assertEquals(1, queue.size());
        assertFalse(waitedFor.answer().isDone());
    }

    @Test
    void aJobWhoseTimeIsOverIsAnsweredAndNotTaken() throws InterruptedException {
        Job over = job(-1);
        Job first = job(HOUR);
        queue.add(over);
        queue.add(first);
        assertEquals(List.of(first), queue.take(0, System.nanoTime()));
        assertTrue(over.answer().isCompletedExceptionally());
    }

    @Test
    void whatIsPutBackComesFirstAndInItsOrder() throws InterruptedException {
        Job a = job(HOUR);
        Job b = job(HOUR);
        Job c = job(HOUR);
        queue.add(a);
        queue.add(b);
        List<Job> taken = queue.take(0, System.nanoTime());
        queue.add(c);
        queue.putBack(taken);
        assertEquals(List.of(a, b, c), queue.take(0, System.nanoTime()));
    }

    @Test
    void oneTransactionTakesNoMoreThanFitsAndTheRestStays() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            queue.add(new Job(List.of(write("x".repeat(300)), write("y"), write("z")), System.nanoTime() + HOUR));
        }
        for (int i = 0; i < 1_000; i++) {
            queue.add(new Job(List.of(write("a"), write("b")), System.nanoTime() + HOUR));
        }
        int units = queue.take(0, System.nanoTime()).stream()
                .mapToInt(job -> job.units().size())
                .sum();
        assertTrue(units > 1_000 && units <= 2_000, units + " units");
        assertTrue(queue.size() > 0);
    }

    private static Job job(long left) {
        return new Job(List.of(new Unit.Look("Widget/a/w")), System.nanoTime() + left);
    }

    private static Unit write(String body) {
        return new Unit.Writes(List.of(new Unit.Write(SampleEvents.timed("e/e/e", "id", 1, body), Condition.ANY)));
    }
}
