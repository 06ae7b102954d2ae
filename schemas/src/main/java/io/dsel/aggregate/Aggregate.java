package io.dsel.aggregate;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.expression.Budget;
import io.dsel.expression.Lazy;
import io.dsel.expression.Variables;
import io.dsel.kind.Action;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A manifest at work: which events it takes, and what of them. Immutable, safe for use by many threads. */
public final class Aggregate {
    private final AggregateManifest manifest;
    private final EventKind kind;
    private final String formula;
    private final Lazy<Intake> intake;

    private Aggregate(AggregateManifest manifest) {
        this.manifest = manifest;
        kind = new EventKind(manifest.name(), "");
        formula = Formula.of(manifest);
        intake = new Lazy<>(() -> new Intake(manifest));
    }

    /**
     * An event as a member of one group.
     *
     * @param appId the application of the group
     * @param name of the group: its key, and the period's name behind an {@code @}
     * @param inputs what the measures take: by a measure's name its value, or an object with {@code value} and {@code by},
     *     or nothing where the event has none; where a fold takes the place of measures, what that needs
     * @param references by the name of a reference the entities that the event says it is to, as texts
     * @param enrichments by the name of an enrichment what is asked, by the names of its parameters their texts
     */
    public record Note(String appId, String name, ObjectNode inputs, ObjectNode references, ObjectNode enrichments) {}

    /**
     * Expressions are compiled when they are first needed, because that costs a process half a second the first time.
     */
    public static Aggregate of(AggregateManifest manifest) {
        return new Aggregate(manifest);
    }

    /**
     * Compiles what is compiled late otherwise.
     *
     * @throws InvalidEventException naming each text that is no expression
     */
    public Aggregate compiled() {
        intake.get();
        return this;
    }

    public AggregateManifest manifest() {
        return manifest;
    }

    public String name() {
        return manifest.name();
    }

    /** The kind of its events. */
    public EventKind kind() {
        return kind;
    }

    /** 12 hexadecimal digits that are the same for all manifests that make the same of the same events. */
    public String formula() {
        return formula;
    }

    /** Whether events of that kind can be in it. */
    public boolean takes(EventKind kind) {
        return takes(kind.name());
    }

    /** @param kind the name of a kind of events */
    public boolean takes(String kind) {
        return manifest.sources().stream().anyMatch(source -> isOf(source, kind));
    }

    /**
     * What makes the fold that the manifest names; empty if it names none, or one that is not here. Whatever it or its folds
     * throw is a {@link FoldFailedException}.
     */
    public Optional<FoldProvider> provider() {
        return manifest.fold().flatMap(FoldProviders::find);
    }

    /**
     * One for each group that the event is in, in the order of their names; none if it is not in the aggregate, or if a
     * fold would be needed that is not here. Their inputs, references and enrichments are
     * one object each, which are treated as immutable.
     *
     * @param step what the event's action means; empty if nothing
     * @throws InvalidEventException as {@link #compiled} does
     * @throws FoldFailedException if a fold can't say what it needs of the event
     */
    public List<Note> note(Event event, Optional<Action.Step> step) {
        Optional<FoldProvider> provider = provider();
        if (!takes(event.kind()) || manifest.fold().isPresent() && provider.isEmpty()) {
            return List.of();
        }
        Optional<Action.Step> phased = step.filter(it -> it.phase().isPresent());
        Variables variables = Variables.of(
                event,
                phased.flatMap(Action.Step::phase).orElse(""),
                phased.map(it -> it.status().name()).orElse(""));
        Budget budget = Budget.ofStream();
        Intake compiled = intake.get();
        if (!compiled.takes(event.kind(), variables, budget)) {
            return List.of();
        }
        List<EntityKey> groups = compiled.groups(event, variables, budget);
        if (groups.isEmpty()) {
            return List.of();
        }
        ObjectNode inputs =
                provider.map(it -> it.inputs(event, step)).orElseGet(() -> compiled.inputs(variables, budget));
        ObjectNode references = compiled.references(variables, budget);
        ObjectNode enrichments = compiled.enrichments(variables, budget);
        return groups.stream()
                .map(group -> new Note(group.appId(), group.name(), inputs, references, enrichments))
                .toList();
    }

    static boolean isOf(Source source, String kind) {
        return VersionName.isLater(kind)
                ? source.kinds().contains(kind) // or an event would count once for each version that is at work
                : source.kinds().stream().anyMatch(pattern -> NamePattern.matches(pattern, kind));
    }
}
