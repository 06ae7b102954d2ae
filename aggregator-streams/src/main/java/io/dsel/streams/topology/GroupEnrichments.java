package io.dsel.streams.topology;

import io.dsel.aggregate.Enrichment;
import io.dsel.events.JournalEntry;
import io.dsel.streams.aggregate.Enrichments;
import io.dsel.streams.aggregate.Folding;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.enrich.Question;
import io.dsel.streams.store.StoreNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/** What the groups of a task ask the outside, and what that answered. */
final class GroupEnrichments {
    private final KeyValueStore<String, Enrichments> states;
    private final GroupStores groups;
    private final OpenQuestions questions;

    GroupEnrichments(ProcessorContext<?, ?> context, GroupStores groups, Outside outside) {
        this.groups = groups;
        states = context.getStateStore(StoreNames.AGGREGATE_ENRICHMENTS);
        questions = new OpenQuestions(context, outside);
    }

    /** What is known now. */
    Enrichments of(Folding folding, Owner owner) {
        return of(folding).isEmpty() ? new Enrichments() : known(owner);
    }

    /** Takes what a new member says into account, and has it asked. */
    void ask(Folding folding, Owner owner, Noted member) {
        if (of(folding).isEmpty() || member.entry().getEnrichments() == null) {
            return;
        }
        Enrichments enrichments = known(owner);
        Set<String> changed = enrichments.ask(member);
        states.put(owner.text(), enrichments);
        open(folding, owner, enrichments, changed);
    }

    /** The same for all members of the group, one by one. */
    void askAgain(Folding folding, Owner owner) {
        if (of(folding).isEmpty()) {
            return;
        }
        Enrichments enrichments = groups.askAgain(owner);
        enrichments.takeOver(known(owner));
        states.put(owner.text(), enrichments);
        open(
                folding,
                owner,
                enrichments,
                of(folding).stream().map(Enrichment::name).collect(Collectors.toSet()));
    }

    /**
     * Takes an answer into account.
     *
     * @param folding empty if the group can't be folded here now: it may then be behind its members
     * @return whether that changes what the group tells
     */
    boolean answer(Optional<Folding> folding, Owner owner, JournalEntry entry) {
        Enrichments enrichments = known(owner);
        if (folding.isEmpty()) {
            Enrichments again = groups.askAgain(owner);
            again.takeOver(enrichments);
            enrichments = again;
        }
        boolean changed = enrichments.answer(owner, entry);
        states.put(owner.text(), enrichments); // a read that waits for a position waits for a put
        if (changed) {
            questions.settle(owner, entry.getAnswer().getEnrichment(), enrichments);
        }
        return changed;
    }

    void close() {
        questions.close();
    }

    private void open(Folding folding, Owner owner, Enrichments enrichments, Set<String> names) {
        for (Enrichment enrichment : of(folding)) {
            if (names.contains(enrichment.name())) {
                enrichments
                        .open(owner, enrichment.name())
                        .ifPresentOrElse(
                                open -> questions.put(question(enrichment, owner, open)),
                                () -> questions.close(owner, enrichment.name()));
            }
        }
    }

    private Question question(Enrichment enrichment, Owner owner, Enrichments.Open open) {
        JournalEntry member =
                groups.member(owner, open.since()).orElseThrow().noted().entry();
        return new Question(
                open.id(),
                owner,
                enrichment.name(),
                enrichment.enricher(),
                enrichment.settings(),
                open.parameters(),
                enrichment.ttl(),
                open.unavailable(),
                JournalEntries.withoutInputs(member));
    }

    private Enrichments known(Owner owner) {
        Enrichments known = states.get(owner.text());
        return known == null ? new Enrichments() : known;
    }

    private static List<Enrichment> of(Folding folding) {
        return folding.aggregate().manifest().enrichments();
    }
}
