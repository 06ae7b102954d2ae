package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.events.GoneEntry;
import io.dsel.events.JournalEntry;
import io.dsel.verify.GroupFact.Change;
import io.dsel.verify.GroupFact.End;
import io.dsel.verify.sort.ExternalSort;
import io.dsel.verify.sort.Sorted;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * In which order groups came to know their events, as the journal says. An aggregate that is not told with each event is of
 * the changes up to its sequence, and only the journal's order says which these are.
 */
final class JournalChanges implements AutoCloseable {
    private final Recomputed recomputed;
    private final Extent extent;
    private final Function<byte[], JournalEntry> decoder;
    private final ExternalSort<JournalEntryFact> entries;
    private final ExternalSort<JournalEntryFact> changes;
    private final Map<Clock, Long> times = new HashMap<>();

    private record Clock(String aggregate, int partition) {}

    JournalChanges(
            Recomputed recomputed,
            Extent extent,
            Function<byte[], JournalEntry> decoder,
            Path folder,
            long memoryBytes) {
        this.recomputed = recomputed;
        this.extent = extent;
        this.decoder = decoder;
        entries = new ExternalSort<>(
                folder, "journal", JournalEntryFact.form(), JournalEntryFact.BY_EVENT, memoryBytes / 2);
        changes = new ExternalSort<>(
                folder, "changes", JournalEntryFact.form(), JournalEntryFact.BY_GROUP, memoryBytes / 2);
    }

    /** Entries of other formulas, of what was seen of other objects or answered, and what is no entry, are no changes. */
    void take(ConsumerRecord<String, byte[]> record) {
        Optional<Aggregate> aggregate =
                Optional.ofNullable(record.key()).flatMap(recomputed::ofGroup).filter(Recomputed::isCalm);
        if (aggregate.isEmpty()) {
            return;
        }
        try {
            JournalEntry entry = decoder.apply(record.value());
            if (entry.getSeen() == null
                    && entry.getAnswer() == null
                    && entry.getFormula().equals(aggregate.get().formula())) {
                take(record, entry);
            }
        } catch (UnreadableEventException e) {
            // It is in the dead letters, and none of the journal's events.
        }
    }

    /**
     * Gives each change of each group: an event that it had not known, another body that stands in place of a known one, or
     * that an event counts no more. One entry may say two of these, which are one change.
     */
    void tell(Consumer<GroupFact> to) {
        findChanges();
        try (Sorted<JournalEntryFact> sorted = changes.sorted()) {
            String group = "";
            long sequence = 0;
            long offset = -1;
            while (sorted.hasNext()) {
                JournalEntryFact entry = sorted.next();
                if (!entry.group().equals(group)) {
                    sequence = 1;
                } else if (entry.offset() != offset) {
                    sequence++;
                }
                group = entry.group();
                offset = entry.offset();
                times.merge(clock(entry), entry.time(), Math::max);
                to.accept(change(entry, sequence));
            }
        }
    }

    /**
     * How far event time had come in a partition of the journal for an aggregate, milliseconds since 1970 UTC; what came late
     * is left out of that. Known when all changes have been told; -1 if it had not begun.
     */
    long time(Aggregate aggregate, int partition) {
        return times.getOrDefault(new Clock(aggregate.name(), partition), -1L);
    }

    @Override
    public void close() {
        entries.close();
        changes.close();
    }

    private static GroupFact change(JournalEntryFact entry, long sequence) {
        return entry.ends()
                ? new End(entry.group(), entry.order(), sequence, entry.beyond())
                : new Change(
                        entry.group(), entry.order(), entry.bodyHash(), sequence, entry.partition(), entry.beyond());
    }

    /**
     * Of several bodies the one with the smaller hash stands; a copy, or a body with a greater hash, changes nothing. What has
     * ended counts no more, whatever comes, and what ends before it comes never counts.
     */
    private void findChanges() {
        try (Sorted<JournalEntryFact> sorted = entries.sorted()) {
            JournalEntryFact before = null;
            JournalEntryFact standing = null;
            boolean ended = false;
            while (sorted.hasNext()) {
                JournalEntryFact next = sorted.next();
                if (before == null || !before.isOfSameEvent(next)) {
                    standing = null;
                    ended = false;
                }
                before = next;
                boolean better = standing == null || Long.compareUnsigned(next.bodyHash(), standing.bodyHash()) < 0;
                if (!ended && (next.ends() ? standing != null : better)) {
                    changes.add(next);
                }
                ended |= next.ends();
                standing = !next.ends() && better ? next : standing;
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, JournalEntry entry) {
        if (entry.getCounts()) {
            EventOrder order = new EventOrder(entry.getTimestamp().toEpochMilli(), entry.getEventId());
            entries.add(fact(record, entry, order, false));
        }
        GoneEntry gone = entry.getGone();
        if (gone != null) {
            EventOrder order = new EventOrder(gone.getMemberTimestamp().toEpochMilli(), gone.getMemberId());
            entries.add(fact(record, entry, order, true));
        }
    }

    /** An event from the future moves time to where the log was, as it does for the aggregates. */
    private JournalEntryFact fact(
            ConsumerRecord<String, byte[]> record, JournalEntry entry, EventOrder order, boolean ends) {
        LogPosition event = new LogPosition(entry.getTopic(), entry.getPartition(), entry.getOffset());
        long timestamp = entry.getTimestamp().toEpochMilli();
        boolean late = extent.early().side(event) == LogEnds.Side.NEWER;
        return new JournalEntryFact(
                record.key(),
                order,
                entry.getBodyHash(),
                ends,
                record.partition(),
                record.offset(),
                late ? -1 : Math.min(timestamp, entry.getLogTime().toEpochMilli()),
                extent.ends().side(event) == LogEnds.Side.NEWER);
    }

    private static Clock clock(JournalEntryFact entry) {
        return new Clock(entry.group().substring(0, entry.group().indexOf('/')), entry.partition());
    }
}
