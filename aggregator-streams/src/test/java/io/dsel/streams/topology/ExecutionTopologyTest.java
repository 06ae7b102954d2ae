package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.Event;
import io.dsel.streams.execution.ExecutionAggregate;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Executions, which are an aggregate that comes with DSEL. */
class ExecutionTopologyTest {
    private static final String FORMULA = Aggregates.BUILT_IN
            .find(ExecutionAggregate.KIND.name())
            .orElseThrow()
            .formula();

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
        assertEquals("exec-1", aggregates.getLast().meta().executionId());
        assertEquals("req-e2", aggregates.getLast().meta().correlationId());
        assertEquals("""
                {"formula":"%s","formulaVersion":"1","summary":{"phase":"APPLIED","status":"RUNNING",\
                "startTime":"2026-01-15T12:00:01.000Z","errorCount":0,"warningCount":0},\
                "eventStream":{"totalEvents":2,"firstEventId":"e1","lastEventId":"e2",\
                "counts":{"ArtifactAppliedEvent":1,"ArtifactApplyEvent":1}},\
                "references":{"artifact":{"name":"vpc","version":"1"},"configs":[],"deployments":[],\
                "triggeredBy":"alice","approvedBy":[],"truncated":false}}""".formatted(FORMULA), aggregates.getLast().spec().toString());
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
            again.replay(driver.journaled());
            List<Event> second = again.made(ExecutionAggregate.KIND.name());
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
            List<Event> aggregates = again.made(ExecutionAggregate.KIND.name());
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
        Set<String> kinds = Driver.contents(driver.history()).values().stream()
                .map(StoredEvent::kind)
                .collect(Collectors.toSet());
        assertTrue(kinds.containsAll(Set.of("ArtifactApplyEvent", "ExecutionStatusAggregate")), kinds.toString());
    }

    private List<Event> aggregates() {
        return driver.made(ExecutionAggregate.KIND.name());
    }
}
