package io.dsel.streams.topology;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Takes;
import io.dsel.event.EntityKey;
import io.dsel.events.JournalEntry;
import io.dsel.events.ReferenceEntry;
import io.dsel.streams.aggregate.Owner;

/** What lies under an object in the journal of references. */
final class ReferenceEntries {
    private ReferenceEntries() {}

    /**
     * That a group begins to refer to it.
     *
     * @param entity of the object, as text
     * @param member that refers to it
     */
    static ReferenceEntry begin(Owner group, AggregateManifest manifest, String entity, JournalEntry member) {
        return entry(group)
                .setTakes(Takes.text(manifest, EntityKey.parse(entity).kind()))
                .setMember(JournalEntries.withoutInputs(member))
                .build();
    }

    /** That a group ends to refer to it. */
    static ReferenceEntry end(Owner group) {
        return entry(group).build();
    }

    /** That those after it are still to be told. */
    static ReferenceEntry goOnAfter(Owner group) {
        return entry(group).setGoesOn(true).build();
    }

    private static ReferenceEntry.Builder entry(Owner group) {
        return ReferenceEntry.newBuilder()
                .setGroup(group.entity())
                .setAggregate(EntityKey.parse(group.entity()).kind())
                .setFormula(group.formula());
    }
}
