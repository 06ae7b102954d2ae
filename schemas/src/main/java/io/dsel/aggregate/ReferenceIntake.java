package io.dsel.aggregate;

import io.dsel.event.EntityKey;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.expression.Budget;
import io.dsel.expression.Expression;
import io.dsel.expression.Variables;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/** What events of a group say that it refers to: the expressions of a manifest's references, compiled. */
final class ReferenceIntake {
    private final List<Compiled> references = new ArrayList<>();

    private record Compiled(Reference reference, Expression app, Expression key) {}

    /** @throws InvalidEventException naming each text that is no expression, those over the objects included */
    ReferenceIntake(List<Reference> all) {
        Violations wrong = new Violations();
        for (int i = 0; i < all.size(); i++) {
            Reference reference = all.get(i);
            String path = "spec.references[" + i + "].";
            Expression app = compiled(path + "app", reference.app(), wrong);
            Expression key = compiled(path + "key", reference.key(), wrong);
            reference.fields().forEach((name, text) -> compiled(path + "fields." + name, text, wrong));
            references.add(new Compiled(reference, app, key));
        }
        wrong.throwIfAny();
    }

    /** By the name of a reference the entities that the event says it is to, as texts; without those it says nothing of. */
    ObjectNode entities(Variables variables, Budget budget) {
        ObjectNode entities = Json.MAPPER.createObjectNode();
        for (Compiled it : references) {
            Optional<String> app = it.app().value(variables, budget).flatMap(Values::text);
            Optional<SortedSet<String>> names =
                    it.key().value(variables, budget).flatMap(ReferenceIntake::names);
            if (app.isPresent() && names.isPresent()) {
                entities.putArray(it.reference().name())
                        .addAll(names.get().stream()
                                .flatMap(name -> entity(it.reference().kind(), app.get(), name).stream())
                                .limit(Reference.MOST_KEYS)
                                .map(entity -> Json.MAPPER.getNodeFactory().stringNode(entity))
                                .toList());
            }
        }
        return entities;
    }

    /** Empty for what is neither a text nor a list; an empty text is no name, but it says so. */
    private static Optional<SortedSet<String>> names(Object value) {
        SortedSet<String> names = new TreeSet<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> Values.text(item).ifPresent(names::add));
        } else {
            Optional<String> name = Values.text(value);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            names.add(name.get());
        }
        names.remove("");
        return Optional.of(names);
    }

    /** Empty if nothing can have that name. */
    private static Optional<String> entity(String kind, String app, String name) {
        try {
            return Optional.of(new EntityKey(kind, app, name).text());
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    private static Expression compiled(String path, String text, Violations wrong) {
        return wrong.attempt(() -> Expression.ofEvent(path, text, Expression.ANY));
    }
}
