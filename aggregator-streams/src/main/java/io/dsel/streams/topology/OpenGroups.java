package io.dsel.streams.topology;

import io.dsel.aggregate.Fold;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.aggregate.References;
import org.apache.kafka.streams.processor.api.Record;

/** Puts groups to work: as they are, with one change more, or from their members. Keeps what they refer to and what they ask. */
final class OpenGroups {
    private final GroupStores groups;
    private final GroupEnrichments enrichments;
    private final ReferenceNotices notices;

    OpenGroups(GroupStores groups, GroupEnrichments enrichments, ReferenceNotices notices) {
        this.groups = groups;
        this.enrichments = enrichments;
        this.notices = notices;
    }

    OpenGroup unchanged(Folding folding, Owner owner, GroupState state) {
        return new OpenGroup(folding, owner, folding.read(state.fold()), groups.references(owner));
    }

    /** With the record's member, and without the one that it ends. */
    OpenGroup next(Record<String, Noted> record, Folding folding, Owner owner, GroupState state, MemberChange change) {
        Fold fold = folding.read(state.fold());
        if (change.added()) {
            fold.add(record.value().member());
        }
        boolean ends = change.ended().isPresent();
        if (ends && !fold.remove(change.ended().get().noted().member())) {
            return again(record, folding, owner);
        }
        if (ends) {
            enrichments.askAgain(folding, owner);
        } else {
            enrichments.ask(folding, owner, record.value());
        }
        if (folding.aggregate().manifest().references().isEmpty()) {
            return new OpenGroup(folding, owner, fold, new References());
        }
        References references = ends ? groups.referAgain(owner) : groups.references(owner);
        if (change.added()) {
            references.refer(record.value());
        }
        return referring(record, new OpenGroup(folding, owner, fold, references));
    }

    /** From its members, one by one. */
    OpenGroup again(Record<String, Noted> record, Folding folding, Owner owner) {
        Fold fold = groups.foldAgain(owner, folding);
        enrichments.askAgain(folding, owner);
        return folding.aggregate().manifest().references().isEmpty()
                ? new OpenGroup(folding, owner, fold, new References())
                : referring(record, new OpenGroup(folding, owner, fold, groups.referAgain(owner)));
    }

    /** Keeps what the group refers to, and says so where the objects are. */
    private OpenGroup referring(Record<String, Noted> record, OpenGroup group) {
        notices.settle(group.folding(), group.owner(), group.references(), record.timestamp());
        return group;
    }
}
