package io.dsel.aggregate;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.expression.Budget;
import io.dsel.expression.Expression;
import io.dsel.expression.Variables;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** What events of a group say that is to be asked outside: the expressions of a manifest's enrichments, compiled. */
final class EnrichmentIntake {
    private final List<Compiled> enrichments = new ArrayList<>();

    private record Compiled(String name, TreeMap<String, Expression> parameters) {}

    /** @throws InvalidEventException naming each text that is no expression */
    EnrichmentIntake(List<Enrichment> all) {
        Violations wrong = new Violations();
        for (int i = 0; i < all.size(); i++) {
            String path = "spec.enrichments[" + i + "].with.";
            TreeMap<String, Expression> parameters = new TreeMap<>();
            all.get(i).with().forEach((name, text) -> parameters.put(name, compiled(path + name, text, wrong)));
            enrichments.add(new Compiled(all.get(i).name(), parameters));
        }
        wrong.throwIfAny();
    }

    /** By the name of an enrichment its parameters, by theirs; without those of which the event does not give all. */
    ObjectNode parameters(Variables variables, Budget budget) {
        ObjectNode parameters = Json.MAPPER.createObjectNode();
        for (Compiled it : enrichments) {
            ObjectNode its = Json.MAPPER.createObjectNode();
            it.parameters().forEach((name, expression) -> expression
                    .value(variables, budget)
                    .flatMap(Values::text)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> its.put(name, text)));
            if (its.size() == it.parameters().size()) {
                parameters.set(it.name(), its);
            }
        }
        return parameters;
    }

    private static Expression compiled(String path, String text, Violations wrong) {
        return wrong.attempt(() -> Expression.ofEvent(path, text, Expression.ANY));
    }
}
