package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Fold;
import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.client.CloudEventHeaders;
import io.dsel.event.Event;
import io.dsel.events.JournalEntry;
import io.dsel.streams.aggregate.AggregateEvents;
import io.dsel.streams.aggregate.Cadence;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Occasion;
import io.dsel.streams.aggregate.Owner;
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
    private GroupStores groups;
    private Agenda agenda;

    AggregateProcessor(EventCodec codec, Declared declared) {
        this.codec = codec;
        this.declared = declared;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> context) {
        super.init(context);
        groups = new GroupStores(
                context.getStateStore(StoreNames.AGGREGATE_EVENTS), context.getStateStore(StoreNames.AGGREGATE_STATES));
        agenda = new Agenda(context.getStateStore(StoreNames.AGGREGATE_AGENDA));
    }

    @Override
    public void process(Record<String, Noted> record) {
        Noted noted = record.value();
        Owner owner = owner(record.key(), noted.entry());
        Optional<Membership> known = groups.member(owner, noted.order());
        if (known.isPresent() && !noted.isBetterThan(known.get().noted())) {
            groups.put(owner, known.get()); // a read that waits for a position waits for a put
            return;
        }
        GroupState state = groups.state(owner).changed();
        long sequence = known.map(Membership::sequence).orElse(state.sequence());
        groups.put(owner, new Membership(sequence, noted));
        Optional<Folding> folding = folding(noted.entry());
        if (folding.isEmpty()) {
            groups.put(owner, state);
            agenda.postpone(owner, noted.order());
            return;
        }
        boolean goesOn = !agenda.take(owner) && known.isEmpty();
        Fold fold = goesOn ? folding.get().read(state.fold()) : groups.foldAgain(owner, folding.get());
        if (goesOn) {
            fold.add(noted.member());
        }
        Group group = new Group(folding.get(), owner, fold);
        settle(record, group, state, Occasion.of(noted.entry(), known.isPresent()));
        catchUp(record, folding.get(), owner.rule());
        if (isTold(folding.get(), Emission.On.PERIOD)) {
            tellOfEnded(record, folding.get(), owner.rule());
        }
    }

    /** A group at work. */
    private record Group(Folding folding, Owner owner, Fold fold) {}

    private static Owner owner(String key, JournalEntry entry) {
        if (key == null || !key.startsWith(entry.getAggregate() + "/")) {
            throw new UnreadableEventException("the journal's record is not under a group of " + entry.getAggregate()
                    + ", but under '" + key + "'");
        }
        return new Owner(key, entry.getFormula());
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
            Instant end = aggregate.manifest().period().orElseThrow().end(occasion.within());
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
            Group group = new Group(folding, late.owner(), groups.foldAgain(late.owner(), folding));
            settle(record, group, state, Occasion.of(last.noted().entry(), again));
        }
    }

    /** An event from the future moves time to where the log was, so that it does not end what goes on. */
    private void tellOfEnded(Record<String, Noted> record, Folding folding, String rule) {
        JournalEntry entry = record.value().entry();
        long time =
                Math.min(entry.getTimestamp().toEpochMilli(), entry.getLogTime().toEpochMilli());
        for (Agenda.Ended ended : agenda.advance(rule, time)) {
            GroupState state = groups.state(ended.owner());
            Fold fold =
                    agenda.take(ended.owner()) ? groups.foldAgain(ended.owner(), folding) : folding.read(state.fold());
            Occasion occasion = new Occasion(entry, false, ended.end().minusMillis(1));
            tell(record, new Group(folding, ended.owner(), fold), state.withFold(fold.state()), occasion);
        }
    }

    private void tell(Record<String, Noted> record, Group group, GroupState state, Occasion occasion) {
        GroupState told = state.emittedAt(occasion.trigger().getTimestamp().toEpochMilli());
        groups.put(group.owner(), told);
        Event aggregate = AggregateEvents.of(group.folding(), group.owner(), group.fold(), told, occasion);
        context()
                .forward(new Record<>(
                        group.owner().entity(),
                        codec.encode(aggregate),
                        record.timestamp(),
                        CloudEventHeaders.of(aggregate)));
    }
}
