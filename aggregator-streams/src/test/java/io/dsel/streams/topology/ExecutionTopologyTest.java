package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.streams.execution.ExecutionAggregate;
import io.dsel.streams.store.HistoryKey;
import io.dsel.topic.Topics;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExecutionTopologyTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void eachEventMakesOneAggregateAndACopyNone() {
        Event intent = Samples.artifact("Apply", "vpc", "e1", 1, "1");
        Event outcome = Samples.artifact("Applied", "vpc", "e2", 2, "1");
        List.of(intent, outcome, intent, outcome).forEach(driver::send);

        List<Event> aggregates = aggregates();
        assertEquals(2, aggregates.size());
        assertEquals("e2", aggregates.getLast().meta().causationId());
        assertEquals("exec-1", aggregates.getLast().meta().name());
        assertEquals("eu", aggregates.getLast().meta().region());
        assertEquals("""
                {"formulaVersion":"1","summary":{"phase":"APPLIED","status":"RUNNING",\
                "startTime":"2026-01-15T12:00:01.000Z","errorCount":0,"warningCount":0},\
                "eventStream":{"totalEvents":2,"firstEventId":"e1","lastEventId":"e2",\
                "counts":{"ArtifactAppliedEvent":1,"ArtifactApplyEvent":1}},\
                "references":{"artifact":{"name":"vpc","version":"1"},"configs":[],"deployments":[],\
                "triggeredBy":"alice","approvedBy":[],"truncated":false}}""", aggregates.getLast().spec().toString());
    }

    @Test
    void orderTheLastAggregateIsTheGreatestEvenWhenItsEventCameLate() {
        driver.send(Samples.artifact("Applied", "vpc", "e5", 5, "1"));
        driver.send(Samples.artifact("Apply", "vpc", "e1", 1, "1"));
        driver.send(Samples.artifact("Validate", "vpc", "e0", 0, "1"));

        List<Event> aggregates = aggregates();
        for (int i = 1; i < aggregates.size(); i++) {
            assertTrue(aggregates
                    .get(i - 1)
                    .meta()
                    .timestamp()
                    .isBefore(aggregates.get(i).meta().timestamp()));
        }
        assertEquals(
                3, aggregates.getLast().spec().at("/eventStream/totalEvents").intValue());
        assertEquals(
                Samples.NOON.plusSeconds(5).plusMillis(2),
                aggregates.getLast().meta().timestamp());
    }

    @Test
    void convergenceTheSameJournalMakesTheSameAggregatesWithTheSameIds() {
        List<Event> events = List.of(
                Samples.artifact("Applied", "vpc", "e5", 5, "1"),
                Samples.artifact("Apply", "vpc", "e1", 1, "1"),
                Samples.artifact("Applied", "web", "e7", 7, "3"));
        events.forEach(driver::send);
        List<Event> first = aggregates();
        try (Driver again = new Driver()) {
            for (TestRecord<String, byte[]> entry : driver.written(Topics.EXECUTION_JOURNAL.name())) {
                // The second run's registry gives its own ids to the schemas.
                again.codec.register(io.dsel.events.JournalEntry.getClassSchema());
                again.send(
                        Topics.EXECUTION_JOURNAL.name(),
                        entry.key(),
                        again.codec.encode(driver.codec.decode(entry.value(), io.dsel.events.JournalEntry.class)));
            }
            List<Event> second = again.written(Topics.of(ExecutionAggregate.KIND)).stream()
                    .map(record -> again.codec.decode(record.value()))
                    .toList();
            assertEquals(first, second);
        }
    }

    @Test
    void ofTwoBodiesTheOneWithTheSmallerHashCountsWhicheverCameFirst() {
        Event one = Samples.artifact("Applied", "vpc", "e1", 1, "1");
        Event other = Samples.artifact("Applied", "vpc", "e1", 1, "2");
        driver.send(one);
        driver.send(other);
        try (Driver again = new Driver()) {
            again.send(other);
            again.send(one);
            List<Event> aggregates = again.written(Topics.of(ExecutionAggregate.KIND)).stream()
                    .map(record -> again.codec.decode(record.value()))
                    .toList();
            assertEquals(aggregates().getLast().spec(), aggregates.getLast().spec());
            assertEquals(
                    aggregates.size(),
                    aggregates.stream()
                            .map(event -> event.meta().eventId())
                            .distinct()
                            .count());
        }
    }

    @Test
    void anAggregateIsAnEventWithAHeadAndAHistory() {
        driver.send(Samples.artifact("Apply", "vpc", "e1", 1, "1"));
        TestRecord<String, byte[]> aggregate =
                driver.written(Topics.of(ExecutionAggregate.KIND)).getFirst();
        assertEquals(ExecutionAggregate.entity("exec-1").text(), aggregate.key());
        assertEquals(
                aggregate.key(),
                new String(aggregate.headers().lastHeader("ce_subject").value()));
        Event event = driver.codec.decode(aggregate.value());
        assertEquals(event.meta().order(), driver.heads().get(aggregate.key()).order());
        Bytes key = HistoryKey.of(aggregate.key(), event.meta().order());
        assertArrayEquals(aggregate.value(), driver.history().get(key).value());
        assertEquals(2, Driver.contents(driver.history()).size());
    }

    private List<Event> aggregates() {
        return driver.written(Topics.of(ExecutionAggregate.KIND)).stream()
                .map(record -> driver.codec.decode(record.value()))
                .toList();
    }
}
