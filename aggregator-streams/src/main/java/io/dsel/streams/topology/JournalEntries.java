package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventMeta;
import io.dsel.event.EventOrder;
import io.dsel.events.GoneEntry;
import io.dsel.events.JournalEntry;
import io.dsel.events.SeenEntry;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.Place;
import java.time.Instant;
import java.util.Optional;

/** An event as a member of groups, or as what was seen of an object that groups refer to. */
final class JournalEntries {
    private static final String NOTHING = "{}";

    private JournalEntries() {}

    /**
     * @param step what the event's action means
     * @param note what the aggregate's formula takes of it
     */
    static JournalEntry of(
            ReadEvent read, Place place, Optional<Action.Step> step, Aggregate aggregate, Aggregate.Note note) {
        Optional<Action.Step> phased = step.filter(it -> it.phase().isPresent());
        return builder(read.event(), read.bodyHash(), place)
                .setAggregate(aggregate.name())
                .setFormula(aggregate.formula())
                .setInputs(Json.write(note.inputs()))
                .setPhase(phased.flatMap(Action.Step::phase).orElse(null))
                .setPhaseStatus(phased.map(it -> it.status().name()).orElse(null))
                .setReferences(note.references().isEmpty() ? null : Json.write(note.references()))
                .setEnrichments(note.enrichments().isEmpty() ? null : Json.write(note.enrichments()))
                .build();
    }

    /** The event alone, as that of no member. */
    static JournalEntry of(ReadEvent read, Place place, Aggregate aggregate) {
        return builder(read.event(), read.bodyHash(), place)
                .setAggregate(aggregate.name())
                .setFormula(aggregate.formula())
                .setInputs(NOTHING)
                .build();
    }

    /** A member that takes another's place. */
    static JournalEntry ending(JournalEntry entry, EventOrder ended) {
        return JournalEntry.newBuilder(entry)
                .setGone(GoneEntry.newBuilder()
                        .setMemberId(ended.eventId())
                        .setMemberTimestamp(Instant.ofEpochMilli(ended.timestamp()))
                        .build())
                .build();
    }

    /** That a member counts no more, or will not when it comes; the entry's event is none itself. */
    static JournalEntry onlyEnding(JournalEntry entry, EventOrder ended) {
        JournalEntry end = ending(withoutInputs(entry), ended);
        end.setCounts(false);
        return end;
    }

    /** What was seen of an object, by its latest event, for a group that refers to it. */
    static JournalEntry seen(Event event, long bodyHash, Place place, Owner group, SeenEntry seen) {
        return builder(event, bodyHash, place)
                .setAggregate(EntityKey.parse(group.entity()).kind())
                .setFormula(group.formula())
                .setInputs(NOTHING)
                .setSeen(seen)
                .build();
    }

    /** That there is no event of an object that the group's member refers to. */
    static JournalEntry missing(JournalEntry member, SeenEntry seen) {
        return JournalEntry.newBuilder(withoutInputs(member)).setSeen(seen).build();
    }

    /** As far as it tells which event it is. */
    static JournalEntry withoutInputs(JournalEntry member) {
        return JournalEntry.newBuilder(member)
                .setInputs(NOTHING)
                .setReferences(null)
                .setEnrichments(null)
                .build();
    }

    /**
     * Whose entry that is.
     *
     * @throws UnreadableEventException if it does not lie where the group's entries do
     */
    static Owner owner(String key, JournalEntry entry) {
        if (key == null || !key.startsWith(entry.getAggregate() + "/")) {
            throw new UnreadableEventException("the journal's record is not under a group of " + entry.getAggregate()
                    + ", but under '" + key + "'");
        }
        return new Owner(key, entry.getFormula());
    }

    private static JournalEntry.Builder builder(Event event, long bodyHash, Place place) {
        EventMeta meta = event.meta();
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
                .setBodyHash(bodyHash);
    }
}
