package io.dsel.streams.topology;

import io.dsel.aggregate.Fold;
import io.dsel.avro.EventCodec;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.streams.aggregate.Enrichments;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.aggregate.References;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoreNames;
import java.time.Instant;
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
    private final EventCodec codec;

    GroupStores(ProcessorContext<?, ?> context, EventCodec codec) {
        this.codec = codec;
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

    /**
     * Takes in what an entry of the journal says of members. In whatever order entries come, those that count in the end are
     * the same: one that has ended stays so, and one that ends before it comes never counts.
     *
     * @param change of the group that this is, if it is one
     */
    MemberChange take(Owner owner, Noted noted, long change) {
        boolean added = false;
        boolean replaced = false;
        if (noted.counts()) {
            Optional<Membership> known = member(owner, noted.order());
            boolean better =
                    known.filter(its -> !noted.isBetterThan(its.noted())).isEmpty();
            added = known.isEmpty();
            replaced = !added && better && known.get().counts();
            // A read that waits for a position waits for a put, so one that changes nothing is put again.
            put(owner, known.map(its -> better ? its.with(noted) : its).orElseGet(() -> new Membership(change, noted)));
        }
        Optional<Membership> ended = noted.ends().flatMap(order -> end(owner, order, noted, change));
        return new MemberChange(added, replaced, ended);
    }

    /** The member, if it counted until now. */
    private Optional<Membership> end(Owner owner, EventOrder order, Noted by, long change) {
        Optional<Membership> known = member(owner, order);
        boolean counts = known.filter(Membership::counts).isPresent();
        put(owner, known.map(its -> counts ? its.goneWith(change) : its).orElseGet(() -> neverCounted(order, by)));
        return known.filter(its -> counts);
    }

    /** In the place of one that is still to come. Any body of it is better than this. */
    private Membership neverCounted(EventOrder order, Noted by) {
        JournalEntry entry = JournalEntry.newBuilder(JournalEntries.withoutInputs(by.entry()))
                .setEventId(order.eventId())
                .setTimestamp(Instant.ofEpochMilli(order.timestamp()))
                .setBodyHash(-1)
                .setGone(null)
                .build();
        return new Membership(Membership.NEVER, 0, new Noted(entry, codec.encode(entry)));
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
            all.forEachRemaining(member -> {
                if (member.value.counts()) {
                    again.refer(member.value.noted());
                }
            });
        }
        again.takeOver(references(owner));
        return again;
    }

    /** From the group's events, one by one. */
    Fold foldAgain(Owner owner, Folding folding) {
        Fold fold = folding.empty();
        try (KeyValueIterator<Bytes, Membership> all = members(owner)) {
            all.forEachRemaining(member -> {
                if (member.value.counts()) {
                    fold.add(member.value.noted().member());
                }
            });
        }
        return fold;
    }

    /** What the group asks the outside, from its events, one by one. */
    Enrichments askAgain(Owner owner) {
        Enrichments again = new Enrichments();
        try (KeyValueIterator<Bytes, Membership> all = members(owner)) {
            all.forEachRemaining(member -> {
                if (member.value.counts()) {
                    again.ask(member.value.noted());
                }
            });
        }
        return again;
    }

    private KeyValueIterator<Bytes, Membership> members(Owner owner) {
        return events.range(HistoryKey.first(owner.text()), HistoryKey.last(owner.text()));
    }
}
