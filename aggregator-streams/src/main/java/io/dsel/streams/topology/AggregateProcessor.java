package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Fold;
import io.dsel.avro.EventCodec;
import io.dsel.client.CloudEventHeaders;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.events.SeenEntry;
import io.dsel.streams.aggregate.AggregateEvents;
import io.dsel.streams.aggregate.Cadence;
import io.dsel.streams.aggregate.Enrichments;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Occasion;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.aggregate.References;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.store.StoreNames;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Adds each entry of the journal to its group, once, and tells of the group when that is due.
 *
 * <p>Membership is a store of its own: it makes the fold idempotent, lists a group's events in order, and is the lineage of
 * its aggregates. An entry of an aggregate that this process can't fold, because it has not heard of the manifest that
 * another process noted the event under, or because it lacks the fold, is kept as a member; its group is folded with the
 * next entry of that formula after this process can.
 */
final class AggregateProcessor extends ContextualProcessor<String, Noted, String, byte[]> {
    /** Groups that one entry waits for. */
    private static final int MOST_LATE = 100;

    private final EventCodec codec;
    private final Declared declared;
    private final CommitPace pace;
    private final Outside outside;
    private CommitPace.Task task;
    private GroupStores groups;
    private Agenda agenda;
    private ReferenceNotices notices;
    private GroupEnrichments enrichments;

    AggregateProcessor(EventCodec codec, Declared declared, CommitPace pace, Outside outside) {
        this.codec = codec;
        this.declared = declared;
        this.pace = pace;
        this.outside = outside;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        task = pace.of(context);
        groups = new GroupStores(context, codec);
        agenda = new Agenda(context.getStateStore(StoreNames.AGGREGATE_AGENDA));
        notices = new ReferenceNotices(context, groups, codec);
        enrichments = new GroupEnrichments(context, groups, outside);
    }

    @Override
    public void close() {
        if (enrichments != null) { // else it did not come so far
            enrichments.close();
        }
    }

    @Override
    public void process(Record<String, Noted> record) {
        task.takes(record);
        Owner owner = JournalEntries.owner(record.key(), record.value().entry());
        if (record.value().isSeen()) {
            see(record, owner);
        } else if (record.value().isAnswer()) {
            answer(record, owner);
        } else {
            add(record, owner);
        }
    }

    private void add(Record<String, Noted> record, Owner owner) {
        Noted noted = record.value();
        GroupState state = groups.state(owner).changed();
        MemberChange change = groups.take(owner, noted, state.sequence());
        if (change.isNone()) {
            return;
        }
        Optional<Folding> folding = folding(noted.entry());
        if (folding.isEmpty()) {
            groups.put(owner, state);
            agenda.postpone(owner, noted.counts() ? noted.order() : noted.ends().orElseThrow());
            return;
        }
        boolean goesOn = !agenda.take(owner) && !change.replaced();
        Group group =
                goesOn ? opened(record, folding.get(), owner, state, change) : again(record, folding.get(), owner);
        settle(record, group, state, Occasion.of(noted.entry(), change.replaced()));
        catchUp(record, folding.get(), owner.rule());
        if (isTold(folding.get(), Emission.On.PERIOD)) {
            tellOfEnded(record, folding.get(), owner.rule());
        }
    }

    /**
     * Takes what was seen of an object that the group refers to. It is told at once of a group that was told of, or that is
     * behind its events.
     */
    private void see(Record<String, Noted> record, Owner owner) {
        JournalEntry entry = record.value().entry();
        SeenEntry seen = entry.getSeen();
        EventOrder since = new EventOrder(seen.getMemberTimestamp().toEpochMilli(), seen.getMemberId());
        Optional<Membership> member = groups.member(owner, since);
        member.ifPresent(its -> groups.put(owner, its)); // a read that waits for a position waits for a put
        References references = groups.references(owner);
        if (member.isEmpty() || !references.see(entry)) {
            return;
        }
        groups.put(owner, references);
        tellOf(record, owner, folding(entry), since, Occasion.seen(entry));
    }

    private void answer(Record<String, Noted> record, Owner owner) {
        JournalEntry entry = record.value().entry();
        Optional<Folding> folding = folding(entry);
        if (enrichments.answer(folding, owner, entry)) {
            tellOf(record, owner, folding, record.value().order(), Occasion.answered(entry));
        }
    }

    /** @param since the member that brought it about that this is known */
    private void tellOf(
            Record<String, Noted> record, Owner owner, Optional<Folding> folding, EventOrder since, Occasion occasion) {
        if (folding.isEmpty()) {
            agenda.postpone(owner, since);
            return;
        }
        GroupState state = groups.state(owner);
        boolean late = agenda.take(owner);
        Group group = late
                ? again(record, folding.get(), owner)
                : new Group(folding.get(), owner, folding.get().read(state.fold()), groups.references(owner));
        boolean due = isTold(folding.get(), Emission.On.PERIOD)
                ? agenda.hasEnded(owner.rule(), end(folding.get(), occasion))
                : late || state.emitted() >= 0;
        GroupState folded = state.withFold(group.fold().state());
        if (due) {
            tell(record, group, folded, occasion);
        } else {
            groups.put(owner, folded);
        }
        catchUp(record, folding.get(), owner.rule());
    }

    /** A group at work. */
    private record Group(Folding folding, Owner owner, Fold fold, References references) {}

    /** With the record's member, and without the one that it ends. */
    private Group opened(
            Record<String, Noted> record, Folding folding, Owner owner, GroupState state, MemberChange change) {
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
            return new Group(folding, owner, fold, new References());
        }
        References references = ends ? groups.referAgain(owner) : groups.references(owner);
        if (change.added()) {
            references.refer(record.value());
        }
        return referring(record, new Group(folding, owner, fold, references));
    }

    /** From its members, one by one. */
    private Group again(Record<String, Noted> record, Folding folding, Owner owner) {
        Fold fold = groups.foldAgain(owner, folding);
        enrichments.askAgain(folding, owner);
        return folding.aggregate().manifest().references().isEmpty()
                ? new Group(folding, owner, fold, new References())
                : referring(record, new Group(folding, owner, fold, groups.referAgain(owner)));
    }

    /** Keeps what the group refers to, and says so where the objects are. */
    private Group referring(Record<String, Noted> record, Group group) {
        notices.settle(group.folding(), group.owner(), group.references(), record.timestamp());
        return group;
    }

    /** Empty if the aggregate is not declared here so, or its fold is missing. */
    private Optional<Folding> folding(JournalEntry entry) {
        return declared.aggregates()
                .get()
                .find(entry.getAggregate())
                .filter(aggregate -> aggregate.formula().equals(entry.getFormula()))
                .filter(aggregate -> !declared.unmade().holds(aggregate))
                .flatMap(Folding::of);
    }

    /** Keeps what a group has come to, and tells of it if that is due. */
    private void settle(Record<String, Noted> record, Group group, GroupState before, Occasion occasion) {
        Aggregate aggregate = group.folding().aggregate();
        GroupState state = before.withFold(group.fold().state());
        boolean due;
        if (isTold(group.folding(), Emission.On.PERIOD)) {
            Instant end = end(group.folding(), occasion);
            due = agenda.hasEnded(group.owner().rule(), end);
            if (!due) {
                agenda.open(group.owner(), end);
            }
        } else {
            long time = occasion.trigger().getTimestamp().toEpochMilli();
            Cadence cadence =
                    Cadence.of(aggregate.manifest().emission(), state.sequence(), time, group.fold(), state.mark());
            due = cadence.due();
            state = state.withMark(cadence.mark());
        }
        if (due) {
            tell(record, group, state, occasion);
        } else {
            groups.put(group.owner(), state);
        }
    }

    private static Instant end(Folding folding, Occasion occasion) {
        return folding.aggregate().manifest().period().orElseThrow().end(occasion.within());
    }

    private static boolean isTold(Folding folding, Emission.On on) {
        return folding.aggregate().manifest().emission().on() == on;
    }

    /** Folds groups that got events when this process could not. */
    private void catchUp(Record<String, Noted> record, Folding folding, String rule) {
        for (Agenda.Late late : agenda.takeLate(rule, MOST_LATE)) {
            GroupState state = groups.state(late.owner());
            Membership last = groups.member(late.owner(), late.last()).orElseThrow();
            // A member keeps the sequence that it came with; another body of it is a change of its own.
            boolean again = last.sequence() != state.sequence();
            Group group = again(record, folding, late.owner());
            String known = group.references().mark()
                    + enrichments.of(folding, late.owner()).mark();
            settle(record, group, state, Occasion.late(last.noted().entry(), again, known));
        }
    }

    /** An event from the future moves time to where the log was, so that it does not end what goes on. */
    private void tellOfEnded(Record<String, Noted> record, Folding folding, String rule) {
        JournalEntry entry = record.value().entry();
        long time =
                Math.min(entry.getTimestamp().toEpochMilli(), entry.getLogTime().toEpochMilli());
        for (Agenda.Ended ended : agenda.advance(rule, time)) {
            GroupState state = groups.state(ended.owner());
            Group group = agenda.take(ended.owner())
                    ? again(record, folding, ended.owner())
                    : new Group(folding, ended.owner(), folding.read(state.fold()), groups.references(ended.owner()));
            Occasion occasion = new Occasion(entry, "", ended.end().minusMillis(1));
            tell(record, group, state.withFold(group.fold().state()), occasion);
        }
    }

    private void tell(Record<String, Noted> record, Group group, GroupState state, Occasion occasion) {
        GroupState told = state.emittedAt(occasion.time());
        groups.put(group.owner(), told);
        Enrichments known = enrichments.of(group.folding(), group.owner());
        Event aggregate = AggregateEvents.of(
                group.folding(), group.owner(), group.fold(), group.references(), known, told, occasion);
        context()
                .forward(
                        new Record<>(
                                group.owner().entity(),
                                codec.encode(aggregate),
                                record.timestamp(),
                                CloudEventHeaders.of(aggregate)),
                        AggregateTopology.OUT);
    }
}
