package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Each;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Part;
import io.dsel.verify.sort.ExternalSort;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What the log holds of the groups of declared aggregates, sorted. */
final class GroupFacts implements AutoCloseable {
    private static final String NOTHING = "{}";

    private final Recomputed recomputed;
    private final LogEnds early;
    private final ExternalSort<GroupFact> facts;
    private final LatestOfObjects objects;
    private long otherFormulas;

    /** @param early ends of the events whose aggregates are in the log */
    GroupFacts(Recomputed recomputed, LogEnds early, Path folder, long memoryBytes) {
        this.recomputed = recomputed;
        this.early = early;
        facts = new ExternalSort<>(folder, "groups", new GroupForm(), GroupFact.ORDER, memoryBytes / 2);
        objects = new LatestOfObjects(folder, memoryBytes / 2);
    }

    /** @param step what the event's action means */
    void take(Event event, LogPosition position, long bodyHash, Optional<Action.Step> step) {
        if (event.kind().isAggregate()) {
            recomputed
                    .ofGroup(event.entity().text())
                    .ifPresent(aggregate -> take(aggregate, event, position, bodyHash));
        }
        boolean late = early.side(position) == LogEnds.Side.NEWER;
        for (Aggregate aggregate : recomputed.taking(event.kind())) {
            take(aggregate, event, bodyHash, late, aggregate.note(event, step));
        }
    }

    /** To be called when the whole log was taken: which event is the latest of its object is not known before. */
    void settle() {
        objects.tell(facts::add);
    }

    void add(GroupFact fact) {
        facts.add(fact);
    }

    Iterator<GroupFact> sorted() {
        return facts.sorted();
    }

    /** Aggregates that another formula has made, of the same name. */
    long otherFormulas() {
        return otherFormulas;
    }

    @Override
    public void close() {
        facts.close();
        objects.close();
    }

    private void take(Aggregate aggregate, Event event, long bodyHash, boolean late, List<Aggregate.Note> notes) {
        EventOrder order = event.meta().order();
        List<String> groups = notes.stream()
                .map(note -> new EntityKey(aggregate.name(), note.appId(), note.name()).text())
                .toList();
        // All have the same inputs and references.
        String inputs = notes.isEmpty() ? NOTHING : Json.write(notes.getFirst().inputs());
        String references =
                notes.isEmpty() ? NOTHING : Json.write(notes.getFirst().references());
        if (aggregate.manifest().each() == Each.OBJECT) {
            String object = event.entity().text();
            objects.take(new ObjectFact(aggregate.name(), object, order, bodyHash, late, groups, inputs, references));
        } else {
            String enrichments = notes.isEmpty() || !Recomputed.isEnriched(aggregate)
                    ? NOTHING
                    : Json.write(notes.getFirst().enrichments());
            groups.forEach(
                    group -> facts.add(new Part(group, order, bodyHash, late, false, inputs, references, enrichments)));
        }
    }

    private void take(Aggregate aggregate, Event event, LogPosition position, long bodyHash) {
        if (!event.spec().path("formula").asString("").equals(aggregate.formula())) {
            otherFormulas++;
            return;
        }
        boolean referring =
                !aggregate.manifest().references().isEmpty() && event.spec().has("references");
        boolean enriched = Recomputed.isEnriched(aggregate) && event.spec().has("enrichment");
        facts.add(new Aggregated(
                event.entity().text(),
                event.meta().order(),
                bodyHash,
                GroupSections.sequence(event.spec()),
                Content.of(GroupSections.of(event.spec())),
                referring ? Json.write(event.spec().path("references")) : NOTHING,
                enriched ? Json.write(event.spec().path("enrichment")) : NOTHING,
                position));
    }
}
