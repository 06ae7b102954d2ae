package io.dsel.streams.topology;

import io.dsel.aggregate.Fold;
import io.dsel.event.EventOrder;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.store.HistoryKey;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The events of groups, and what they add up to. */
final class GroupStores {
    private final KeyValueStore<Bytes, Membership> events;
    private final KeyValueStore<String, GroupState> states;

    GroupStores(KeyValueStore<Bytes, Membership> events, KeyValueStore<String, GroupState> states) {
        this.events = events;
        this.states = states;
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

    /** From the group's events, one by one. */
    Fold foldAgain(Owner owner, Folding folding) {
        Fold fold = folding.empty();
        try (KeyValueIterator<Bytes, Membership> all =
                events.range(HistoryKey.first(owner.text()), HistoryKey.last(owner.text()))) {
            all.forEachRemaining(member -> fold.add(member.value.noted().member()));
        }
        return fold;
    }
}
