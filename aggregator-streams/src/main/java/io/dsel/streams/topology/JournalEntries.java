package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.Event;
import io.dsel.event.EventMeta;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Action;
import io.dsel.streams.store.Place;
import java.time.Instant;
import java.util.Optional;

/** An event as a member of groups. */
final class JournalEntries {
    private JournalEntries() {}

    /**
     * @param step what the event's action means
     * @param inputs what the aggregate's formula takes of it, as JSON text
     */
    static JournalEntry of(
            ReadEvent read, Place place, Optional<Action.Step> step, Aggregate aggregate, String inputs) {
        Event event = read.event();
        EventMeta meta = event.meta();
        Optional<Action.Step> phased = step.filter(it -> it.phase().isPresent());
        return JournalEntry.newBuilder()
                .setEventId(meta.eventId())
                .setTimestamp(meta.timestamp())
                .setKind(event.kind().name())
                .setObjectKind(event.kind().objectKind())
                .setAppId(meta.appId())
                .setName(meta.name())
                .setUserId(meta.userId())
                .setCorrelationId(meta.correlationId())
                .setCausationId(meta.causationId())
                .setExecutionId(meta.executionId())
                .setRegion(meta.region())
                .setTopic(place.position().topic())
                .setPartition(place.position().partition())
                .setOffset(place.position().offset())
                .setLogTime(Instant.ofEpochMilli(place.logTime()))
                .setBodyHash(read.bodyHash())
                .setAggregate(aggregate.name())
                .setFormula(aggregate.formula())
                .setInputs(inputs)
                .setPhase(phased.flatMap(Action.Step::phase).orElse(null))
                .setPhaseStatus(phased.map(it -> it.status().name()).orElse(null))
                .build();
    }
}
