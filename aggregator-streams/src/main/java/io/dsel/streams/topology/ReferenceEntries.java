package io.dsel.streams.topology;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Takes;
import io.dsel.event.EntityKey;
import io.dsel.events.JournalEntry;
import io.dsel.events.ReferenceEntry;
import io.dsel.streams.aggregate.Owner;

/** What a group says of the objects that it refers to. */
final class ReferenceEntries {
    private ReferenceEntries() {}

    /**
     * That it begins to.
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

    /** That it ends to. */
    static ReferenceEntry end(Owner group) {
        return entry(group).build();
    }

    private static ReferenceEntry.Builder entry(Owner group) {
        return ReferenceEntry.newBuilder()
                .setGroup(group.entity())
                .setAggregate(EntityKey.parse(group.entity()).kind())
                .setFormula(group.formula());
    }
}
