package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import java.util.function.ToLongBiFunction;

/** Recomputes the groups of declared aggregates, with the help of the journal where one is not told with each event. */
final class GroupsCheck {
    private final Options options;
    private final Listener listener;
    private final WorkFolder folder;
    private final Log log;
    private final Recomputed recomputed;
    private final Extent extent;

    GroupsCheck(Options options, Listener listener, WorkFolder folder, Log log, Recomputed recomputed, Extent extent) {
        this.options = options;
        this.listener = listener;
        this.folder = folder;
        this.log = log;
        this.recomputed = recomputed;
        this.extent = extent;
    }

    /** @param facts of the whole log */
    void check(Facts facts, Findings findings) {
        if (recomputed.isEmpty()) {
            return;
        }
        if (!recomputed.hasCalm()) {
            check(facts, findings, (aggregate, partition) -> -1);
            return;
        }
        try (JournalChanges changes =
                new JournalChanges(recomputed, extent, log::journalEntry, folder.path(), options.memoryBytes() / 4)) {
            readJournal(changes);
            changes.tell(facts.groups()::add);
            check(facts, findings, changes::time);
        }
    }

    private void readJournal(JournalChanges changes) {
        listener.start("reading the journal", "entries", extent.journal().size());
        long[] read = {0};
        log.read(extent.journal(), record -> {
            changes.take(record);
            listener.at(++read[0]);
        });
    }

    private void check(Facts facts, Findings findings, ToLongBiFunction<Aggregate, Integer> time) {
        listener.start("recomputing aggregates", "groups", 0);
        Findings.Count count = findings.count(Tier.LOG, Subject.GROUP);
        new Groups(count, recomputed, time, log::event).check(facts.groups().sorted(), () -> listener.at(count.done()));
        count.end();
    }
}
