package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.kind.Kinds;
import io.dsel.verify.sort.Sorted;
import java.util.List;
import java.util.function.ToLongBiFunction;

/**
 * Recomputes the groups of declared aggregates, with the help of the journal where one is not told with each event or
 * tells of the outside.
 */
final class GroupsCheck {
    private final Options options;
    private final Listener listener;
    private final WorkFolder folder;
    private final Log log;
    private final Recomputed recomputed;
    private final Extent extent;
    private final Kinds kinds;

    /** @param kinds that say what an object's event means */
    GroupsCheck(
            Options options,
            Listener listener,
            WorkFolder folder,
            Log log,
            Recomputed recomputed,
            Extent extent,
            Kinds kinds) {
        this.options = options;
        this.listener = listener;
        this.folder = folder;
        this.log = log;
        this.recomputed = recomputed;
        this.extent = extent;
        this.kinds = kinds;
    }

    /** @param facts of the whole log */
    void check(Facts facts, Findings findings) {
        if (recomputed.isEmpty()) {
            return;
        }
        facts.groups().settle();
        long memory = options.memoryBytes() / 8;
        try (JournalChanges changes = new JournalChanges(recomputed, extent, log::journalEntry, folder.path(), memory);
                EnrichmentFacts answers =
                        new EnrichmentFacts(recomputed, extent.early(), log::journalEntry, folder.path(), memory)) {
            if (recomputed.needsJournal()) {
                readJournal(changes, answers);
                changes.tell(facts.groups()::add);
            }
            check(facts, answers, findings, changes::time);
        }
    }

    private void readJournal(JournalChanges changes, EnrichmentFacts answers) {
        listener.start("reading the journal", "entries", extent.journal().size());
        long[] read = {0};
        log.read(extent.journal(), record -> {
            changes.take(record);
            answers.take(record);
            listener.at(++read[0]);
        });
    }

    private void check(
            Facts facts, EnrichmentFacts answers, Findings findings, ToLongBiFunction<Aggregate, Integer> time) {
        listener.start("recomputing aggregates", "groups", 0);
        Findings.Count groups = findings.count(Tier.LOG, Subject.GROUP);
        Findings.Count references = findings.count(Tier.LOG, Subject.REFERENCE);
        Findings.Count enrichments = findings.count(Tier.LOG, Subject.ENRICHMENT);
        try (Sorted<EnrichmentFact> sorted = answers.sorted()) {
            EnrichmentCheck enrichment = new EnrichmentCheck(enrichments, sorted);
            new Groups(groups, recomputed, time, log::event)
                    .check(facts.groups().sorted(), (aggregate, group) -> {
                        takeReferences(aggregate, group, facts.references(), references);
                        if (Recomputed.isEnriched(aggregate)) {
                            enrichment.check(group);
                        }
                        listener.at(groups.done());
                    });
        }
        groups.end();
        if (recomputed.hasEnrichments()) {
            enrichments.end();
        }
        if (recomputed.hasReferences()) {
            new ReferenceCheck(references, recomputed, kinds, log::event)
                    .check(facts.references().sorted(), () -> listener.at(references.done()));
            if (references.done() > 0) {
                references.end();
            }
        }
    }

    /** What an aggregate told of other objects at its time is what it is to tell now only where it is told at once. */
    private static void takeReferences(
            Aggregate aggregate, GroupReading group, ReferenceFacts to, Findings.Count count) {
        boolean none = aggregate.manifest().references().isEmpty() || Recomputed.isCalm(aggregate);
        if (none || group.isMoving() || group.greatest() == null) {
            return;
        }
        List<FieldDifference> differences = to.take(aggregate, group);
        if (!differences.isEmpty()) {
            count.compared();
            count.different(group.group(), group.greatest().order().eventId(), differences);
        }
    }
}
