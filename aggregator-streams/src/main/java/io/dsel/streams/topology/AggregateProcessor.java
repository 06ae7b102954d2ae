package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.FoldFailedException;
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
 * another process noted the event under, or because it lacks the fold or that has failed, is kept as a member; its group is
 * folded with the next entry of that formula after this process can.
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
    private GroupEnrichments enrichments;
    private OpenGroups open;

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
        enrichments = new GroupEnrichments(context, groups, outside);
        open = new OpenGroups(groups, enrichments, new ReferenceNotices(context, groups, codec));
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
            if (agenda.hasLate(owner.rule())) {
                folding(noted.entry()).ifPresent(its -> catchUp(record, its, owner.rule()));
            }
            return;
        }
        Optional<Folding> folding = folding(noted.entry());
        if (folding.isEmpty() || !foldIn(record, folding.get(), owner, state, change)) {
            groups.put(owner, state);
            agenda.postpone(owner, noted.counts() ? noted.order() : noted.ends().orElseThrow());
            return;
        }
        catchUp(record, folding.get(), owner.rule());
        if (isTold(folding.get(), Emission.On.PERIOD)) {
            tellOfEnded(record, folding.get(), owner.rule());
        }
    }

    /** @return false if the fold has failed; then nothing is kept of what it made, and the aggregate is set aside */
    private boolean foldIn(
            Record<String, Noted> record, Folding folding, Owner owner, GroupState state, MemberChange change) {
        try {
            boolean goesOn = !agenda.take(owner) && !change.replaced();
            OpenGroup group =
                    goesOn ? open.next(record, folding, owner, state, change) : open.again(record, folding, owner);
            settle(record, group, state, Occasion.of(record.value().entry(), change.replaced()));
            return true;
        } catch (FoldFailedException e) {
            setAside(record, folding, e);
            return false;
        }
    }

    private void setAside(Record<String, Noted> record, Folding folding, FoldFailedException failure) {
        declared.unmade().setAside(folding.aggregate(), record.value().entry().getEventId(), failure);
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
        OpenGroup group = late ? open.again(record, folding.get(), owner) : open.unchanged(folding.get(), owner, state);
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

    /** Empty if the aggregate is not declared here so, or is not made here. */
    private Optional<Folding> folding(JournalEntry entry) {
        return declared.aggregates()
                .get()
                .find(entry.getAggregate())
                .filter(aggregate -> aggregate.formula().equals(entry.getFormula()))
                .filter(aggregate -> !declared.unmade().holds(aggregate))
                .flatMap(Folding::of);
    }

    /** Keeps what a group has come to, and tells of it if that is due. */
    private void settle(Record<String, Noted> record, OpenGroup group, GroupState before, Occasion occasion) {
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
            try {
                OpenGroup group = open.again(record, folding, late.owner());
                String known = group.references().mark()
                        + enrichments.of(folding, late.owner()).mark();
                settle(record, group, state, Occasion.late(last.noted().entry(), again, known));
            } catch (FoldFailedException e) {
                setAside(record, folding, e);
                agenda.postpone(late.owner(), late.last());
            }
        }
    }

    /** An event from the future moves time to where the log was, so that it does not end what goes on. */
    private void tellOfEnded(Record<String, Noted> record, Folding folding, String rule) {
        JournalEntry entry = record.value().entry();
        long time =
                Math.min(entry.getTimestamp().toEpochMilli(), entry.getLogTime().toEpochMilli());
        for (Agenda.Ended ended : agenda.advance(rule, time)) {
            try {
                tellOfEnded(record, folding, ended);
            } catch (FoldFailedException e) {
                setAside(record, folding, e);
                agenda.open(ended.owner(), ended.end());
            }
        }
    }

    private void tellOfEnded(Record<String, Noted> record, Folding folding, Agenda.Ended ended) {
        GroupState state = groups.state(ended.owner());
        OpenGroup group = agenda.take(ended.owner())
                ? open.again(record, folding, ended.owner())
                : open.unchanged(folding, ended.owner(), state);
        Occasion occasion = new Occasion(record.value().entry(), "", ended.end().minusMillis(1));
        tell(record, group, state.withFold(group.fold().state()), occasion);
    }

    private void tell(Record<String, Noted> record, OpenGroup group, GroupState state, Occasion occasion) {
        GroupState told = state.emittedAt(occasion.time());
        Enrichments known = enrichments.of(group.folding(), group.owner());
        Event aggregate = AggregateEvents.of(
                group.folding(), group.owner(), group.fold(), group.references(), known, told, occasion);
        groups.put(group.owner(), told);
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
