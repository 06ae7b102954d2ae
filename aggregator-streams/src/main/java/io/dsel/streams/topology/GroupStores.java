package io.dsel.streams.topology;

import io.dsel.aggregate.Fold;
import io.dsel.event.EventOrder;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.aggregate.References;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoreNames;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The events of groups, and what they add up to. */
final class GroupStores {
    private final KeyValueStore<Bytes, Membership> events;
    private final KeyValueStore<String, GroupState> states;
    private final KeyValueStore<String, References> references;

    GroupStores(ProcessorContext<?, ?> context) {
        events = context.getStateStore(StoreNames.AGGREGATE_EVENTS);
        states = context.getStateStore(StoreNames.AGGREGATE_STATES);
        references = context.getStateStore(StoreNames.AGGREGATE_REFERENCES);
    }

    Optional<Membership> member(Owner owner, EventOrder order) {
        return Optional.ofNullable(events.get(HistoryKey.of(owner.text(), order)));
    }

    void put(Owner owner, Membership member) {
        events.put(HistoryKey.of(owner.text(), member.noted().order()), member);
    }

    GroupState state(Owner owner) {
        GroupState state = states.get(owner.text());
        return state == null ? GroupState.NONE : state;
    }

    void put(Owner owner, GroupState state) {
        states.put(owner.text(), state);
    }

    References references(Owner owner) {
        References known = references.get(owner.text());
        return known == null ? new References() : known;
    }

    void put(Owner owner, References known) {
        references.put(owner.text(), known);
    }

    /** From the group's events, one by one, with what was seen before. */
    References referAgain(Owner owner) {
        References again = new References();
        try (KeyValueIterator<Bytes, Membership> all = members(owner)) {
            all.forEachRemaining(member -> again.refer(member.value.noted()));
        }
        again.takeOver(references(owner));
        return again;
    }

    /** From the group's events, one by one. */
    Fold foldAgain(Owner owner, Folding folding) {
        Fold fold = folding.empty();
        try (KeyValueIterator<Bytes, Membership> all = members(owner)) {
            all.forEachRemaining(member -> fold.add(member.value.noted().member()));
        }
        return fold;
    }

    private KeyValueIterator<Bytes, Membership> members(Owner owner) {
        return events.range(HistoryKey.first(owner.text()), HistoryKey.last(owner.text()));
    }
}
