package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Each;
import io.dsel.aggregate.FoldFailedException;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Action;
import io.dsel.streams.store.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the journal is told of an event for one aggregate. */
final class Notes {
    private final Declared declared;

    Notes(Declared declared) {
        this.declared = declared;
    }

    /** @param group that the event is in, as its entity's text; the key of the journal */
    record Note(String group, JournalEntry entry) {}

    /** What the event's action means. */
    Optional<Action.Step> step(Event event) {
        return declared.kinds().get().step(event);
    }

    /**
     * One for each group that the event is in, and, where of each object the latest event counts, for each that the one before
     * it was in.
     *
     * <p>Whether an event is the latest is what the history knows now. Of two events of which the one takes the other's place,
     * the history knows the other when it comes to know the second of them, whichever that is; so it is told in any case.
     *
     * @param step what the event's action means
     */
    List<Note> of(ReadEvent read, Place place, Optional<Action.Step> step, Aggregate aggregate, Neighbours neighbours) {
        if (aggregate.manifest().each() == Each.EVENT) {
            return of(read, place, step, aggregate);
        }
        if (neighbours.hasAfter(read.entity(), read.order(), aggregate)) {
            return of(read, place, step, aggregate).stream()
                    .map(note -> new Note(note.group(), JournalEntries.onlyEnding(note.entry(), read.order())))
                    .toList();
        }
        List<Note> notes = of(read, place, step, aggregate);
        return neighbours
                .before(read.entity(), read.order(), aggregate)
                .map(ended -> inPlaceOf(ended, notes, read, place, aggregate))
                .orElse(notes);
    }

    /**
     * One for each group that the event is in.
     *
     * @param step what the event's action means
     */
    List<Note> of(ReadEvent read, Place place, Optional<Action.Step> step, Aggregate aggregate) {
        List<Aggregate.Note> groups = groups(read.event(), step, aggregate);
        if (groups.isEmpty()) {
            return List.of();
        }
        // All have the same inputs and references.
        JournalEntry entry = JournalEntries.of(read, place, step, aggregate, groups.getFirst());
        return groups.stream()
                .map(group -> new Note(key(group, aggregate), entry))
                .toList();
    }

    private List<Note> inPlaceOf(Event ended, List<Note> own, ReadEvent read, Place place, Aggregate aggregate) {
        EventOrder order = ended.meta().order();
        Set<String> left = new TreeSet<>();
        groups(ended, step(ended), aggregate).forEach(group -> left.add(key(group, aggregate)));
        List<Note> notes = new ArrayList<>();
        for (Note note : own) {
            notes.add(
                    left.remove(note.group())
                            ? new Note(note.group(), JournalEntries.ending(note.entry(), order))
                            : note);
        }
        JournalEntry end = JournalEntries.onlyEnding(JournalEntries.of(read, place, aggregate), order);
        left.forEach(group -> notes.add(new Note(group, end)));
        return notes;
    }

    /** None of an aggregate that is not made here, because no inputs can be made of events. */
    private List<Aggregate.Note> groups(Event event, Optional<Action.Step> step, Aggregate aggregate) {
        if (declared.unmade().holds(aggregate)) {
            return List.of();
        }
        try {
            return aggregate.note(event, step);
        } catch (FoldFailedException e) {
            declared.unmade().setAside(aggregate, event.meta().eventId(), e);
            return List.of();
        }
    }

    private static String key(Aggregate.Note group, Aggregate aggregate) {
        return new EntityKey(aggregate.name(), group.appId(), group.name()).text();
    }
}
