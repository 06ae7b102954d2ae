package io.dsel.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * An expression that is but a field of a variable, such as {@code object.spec.artifact.name}, looked up where it is. CEL
 * would convert the whole variable at each look at it, which takes a stream of events a hundred times as long.
 */
final class FieldPath {
    private final String variable;
    private final List<String> fields;

    private FieldPath(String variable, List<String> fields) {
        this.variable = variable;
        this.fields = fields;
    }

    /** Empty if the expression is anything else. */
    static Optional<FieldPath> of(CelExpr expression) {
        Deque<String> fields = new ArrayDeque<>();
        CelExpr at = expression;
        while (at.getKind() == CelExpr.ExprKind.Kind.SELECT && !at.select().testOnly()) {
            fields.addFirst(at.select().field());
            at = at.select().operand();
        }
        return at.getKind() == CelExpr.ExprKind.Kind.IDENT
                ? Optional.of(new FieldPath(at.ident().name(), List.copyOf(fields)))
                : Optional.empty();
    }

    /** @throws ExpressionException if there is no such field */
    Object evaluate(Variables variables, Budget budget) {
        JsonNode at = variables.node(variable);
        for (String field : fields) {
            budget.read(at);
            at = at.path(field);
            if (at.isMissingNode()) {
                throw new ExpressionException("evaluation error: key '" + field + "' is not present in map.");
            }
        }
        Object value = CelValues.of(at);
        budget.read(value);
        return value;
    }
}
