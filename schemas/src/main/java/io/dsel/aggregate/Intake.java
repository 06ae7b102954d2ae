package io.dsel.aggregate;

import dev.cel.common.types.CelType;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.expression.Budget;
import io.dsel.expression.Expression;
import io.dsel.expression.Variables;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The expressions of a manifest, compiled. An expression that gives no value never fails: what it is for is not there. */
final class Intake {
    private final AggregateManifest manifest;
    private final List<CompiledSource> sources = new ArrayList<>();
    private final Optional<Expression> app;
    private final Optional<Expression> key;
    private final List<CompiledMeasure> measures = new ArrayList<>();
    private final ReferenceIntake references;
    private final EnrichmentIntake enrichments;

    private record CompiledSource(Source source, Optional<Expression> where) {}

    private record CompiledMeasure(Measure measure, Optional<Expression> value, Optional<Expression> by) {}

    /** @throws InvalidEventException naming each text that is no expression */
    Intake(AggregateManifest manifest) {
        this.manifest = manifest;
        Violations wrong = new Violations();
        for (int i = 0; i < manifest.sources().size(); i++) {
            Source source = manifest.sources().get(i);
            String path = "spec.sources[" + i + "].where";
            sources.add(new CompiledSource(source, compiled(path, source.where(), Expression.TRUTH, wrong)));
        }
        app = compiled("spec.group.app", manifest.group().app(), Expression.ANY, wrong);
        key = compiled("spec.group.key", manifest.group().key(), Expression.ANY, wrong);
        for (int i = 0; i < manifest.measures().size(); i++) {
            Measure measure = manifest.measures().get(i);
            String path = "spec.measures[" + i + "]." + measure.function().field();
            measures.add(new CompiledMeasure(
                    measure,
                    compiled(path + ".value", measure.value(), Expression.ANY, wrong),
                    compiled(path + ".by", measure.by(), Expression.ANY, wrong)));
        }
        references = wrong.attempt(() -> new ReferenceIntake(manifest.references()));
        enrichments = wrong.attempt(() -> new EnrichmentIntake(manifest.enrichments()));
        wrong.throwIfAny();
    }

    /** Whether the event is in one of the sources. */
    boolean takes(EventKind kind, Variables variables, Budget budget) {
        return sources.stream()
                .filter(it -> Aggregate.isOf(it.source(), kind.name()))
                .anyMatch(it -> it.where().isEmpty()
                        || evaluate(it.where(), variables, budget)
                                .filter(Boolean.TRUE::equals)
                                .isPresent());
    }

    /** The groups that the event is in, in the order of their names. */
    List<EntityKey> groups(Event event, Variables variables, Budget budget) {
        Optional<String> owner = app.isEmpty()
                ? Optional.of(Group.NO_APP)
                : evaluate(app, variables, budget).flatMap(Values::text);
        if (owner.isEmpty()) {
            return List.of();
        }
        Instant time = event.meta().timestamp();
        String suffix = manifest.period().map(it -> "@" + it.name(time)).orElse("");
        List<EntityKey> groups = new ArrayList<>();
        for (String name : keys(variables, budget)) {
            try {
                groups.add(new EntityKey(manifest.name(), owner.get(), name + suffix));
            } catch (InvalidEventException e) {
                // Nothing can have that name, so there is no such group.
            }
        }
        return groups;
    }

    /** What the measures take. */
    ObjectNode inputs(Variables variables, Budget budget) {
        ObjectNode inputs = Json.MAPPER.createObjectNode();
        for (CompiledMeasure it : measures) {
            Optional<JsonNode> value = evaluate(it.value(), variables, budget)
                    .flatMap(found -> Values.of(it.measure().function(), found));
            Optional<String> by = evaluate(it.by(), variables, budget).flatMap(Values::text);
            String name = it.measure().name();
            if (it.value().isEmpty()) {
                by.ifPresent(text -> inputs.put(name, text));
            } else if (it.by().isEmpty()) {
                value.ifPresent(found -> inputs.set(name, found));
            } else if (value.isPresent() && by.isPresent()) {
                inputs.putObject(name).put("by", by.get()).set("value", value.get());
            }
        }
        return inputs;
    }

    /** What the event says that the group refers to. */
    ObjectNode references(Variables variables, Budget budget) {
        return references.entities(variables, budget);
    }

    /** What the event says that is to be asked outside. */
    ObjectNode enrichments(Variables variables, Budget budget) {
        return enrichments.parameters(variables, budget);
    }

    /** One, or those of a list, of which so many count and no more. */
    private SortedSet<String> keys(Variables variables, Budget budget) {
        SortedSet<String> keys = new TreeSet<>();
        Object found = evaluate(key, variables, budget).orElse(List.of());
        for (Object one : found instanceof List<?> list ? list : List.of(found)) {
            if (keys.size() < Group.MOST_KEYS) {
                Values.text(one).filter(text -> !text.isEmpty()).ifPresent(keys::add);
            }
        }
        return keys;
    }

    private static Optional<Object> evaluate(Optional<Expression> expression, Variables variables, Budget budget) {
        return expression.flatMap(it -> it.value(variables, budget));
    }

    private static Optional<Expression> compiled(String path, String text, CelType result, Violations wrong) {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(wrong.attempt(() -> Expression.ofEvent(path, text, result)));
    }
}
