package io.dsel.kind;

import io.dsel.event.Event;
import io.dsel.event.Violations;
import io.dsel.expression.Budget;
import io.dsel.expression.Expression;
import io.dsel.expression.ExpressionException;
import io.dsel.expression.Variables;
import java.util.ArrayList;
import java.util.List;

/** The rules of a kind, compiled. */
final class RuleSet {
    private final List<Compiled> rules;

    private record Compiled(Rule rule, Expression expression) {}

    private RuleSet(List<Compiled> rules) {
        this.rules = rules;
    }

    /** @throws io.dsel.event.InvalidEventException naming each rule that is no expression */
    static RuleSet of(KindManifest manifest) {
        Violations wrong = new Violations();
        List<Compiled> compiled = new ArrayList<>();
        for (int i = 0; i < manifest.rules().size(); i++) {
            Rule rule = manifest.rules().get(i);
            String path = "spec.rules[" + i + "].expression";
            Expression expression = wrong.attempt(() -> Expression.compile(path, rule.expression(), Expression.TRUTH));
            compiled.add(new Compiled(rule, expression));
        }
        wrong.throwIfAny();
        return new RuleSet(compiled);
    }

    /** In the manifest's order. */
    List<RuleVerdict> judge(Event event) {
        List<RuleVerdict> verdicts = new ArrayList<>();
        Variables variables = Variables.of(event);
        for (Compiled compiled : rules) {
            if (compiled.rule().isFor(event.kind().action(), event.apiVersion())) {
                verdicts.add(judge(compiled, variables));
            }
        }
        return verdicts;
    }

    private static RuleVerdict judge(Compiled compiled, Variables variables) {
        Rule rule = compiled.rule();
        try {
            boolean pass =
                    compiled.expression().evaluate(variables, new Budget()).equals(true);
            return new RuleVerdict(rule.name(), rule.field(), rule.severity(), pass, pass ? "" : rule.message());
        } catch (ExpressionException e) {
            String message = rule.message() + " (cannot be told: " + e.getMessage() + ")";
            return new RuleVerdict(rule.name(), rule.field(), rule.severity(), false, message);
        }
    }
}
