package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.EntityKey;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Action;
import io.dsel.streams.aggregate.Unmade;
import io.dsel.streams.store.Place;
import java.util.List;
import java.util.Optional;

/** What the journal is told of an event for one aggregate. */
final class Notes {
    private final Unmade unmade;

    /** @param unmade whose events are not noted, because no inputs can be made of them */
    Notes(Unmade unmade) {
        this.unmade = unmade;
    }

    /** @param group that the event is in, as its entity's text; the key of the journal */
    record Note(String group, JournalEntry entry) {}

    /**
     * One for each group that the event is in.
     *
     * @param step what the event's action means
     */
    List<Note> of(ReadEvent read, Place place, Optional<Action.Step> step, Aggregate aggregate) {
        if (unmade.holds(aggregate)) {
            return List.of();
        }
        List<Aggregate.Note> groups = aggregate.note(read.event(), step);
        if (groups.isEmpty()) {
            return List.of();
        }
        // All have the same inputs and references.
        JournalEntry entry = JournalEntries.of(read, place, step, aggregate, groups.getFirst());
        return groups.stream()
                .map(group -> new Note(new EntityKey(aggregate.name(), group.appId(), group.name()).text(), entry))
                .toList();
    }
}
