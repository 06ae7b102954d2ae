package io.dsel.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelVariableResolver;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Excerpt;
import java.util.Optional;

/**
 * A CEL expression, checked and compiled. It sees nothing but the variables that it is over, has no effects, and costs no
 * more than a {@link Budget}. Safe for use by many threads.
 */
public final class Expression {
    /** Characters. */
    private static final int MOST_TEXT = 10_000;

    private static final int MOST_NESTING = 50;
    private static final int MOST_PATTERN = 1_000;

    /** Characters of a reason, which may have the values in it that an expression failed on. */
    private static final int MOST_REASON = 500;

    public static final CelType TRUTH = SimpleType.BOOL;
    public static final CelType ANY = SimpleType.DYN;
    public static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MOST_TEXT)
            .maxParseRecursionDepth(MOST_NESTING)
            .comprehensionMaxIterations(-1) // an iteration is at least one step of the budget
            .maxRegexProgramSize(MOST_PATTERN)
            .build();

    private static final CelRuntime RUNTIME = CelRuntimeFactory.plannerRuntimeBuilder()
            .setOptions(OPTIONS)
            .addFunctionBindings(MapFunctions.bindings())
            .build();

    private final CelRuntime.Program program;
    private final Optional<FieldPath> path;

    private Expression(CelRuntime.Program program, Optional<FieldPath> path) {
        this.program = program;
        this.path = path;
    }

    /**
     * Over {@code object}, {@code meta} and {@code action}.
     *
     * @param path where the expression stands in its manifest, for the error
     * @throws InvalidEventException if it is no expression of that type
     */
    public static Expression compile(String path, String text, CelType result) {
        return compile(
                path,
                text,
                compiler(result)
                        .addVar("meta", OBJECT)
                        .addVar("action", SimpleType.STRING)
                        .build());
    }

    /**
     * Over what {@link Variables#of(Event, String, String)} has: an event in full.
     *
     * @param path where the expression stands in its manifest, for the error
     * @throws InvalidEventException if it is no expression of that type
     */
    public static Expression ofEvent(String path, String text, CelType result) {
        return compile(
                path,
                text,
                compiler(result)
                        .addVar("meta", OBJECT)
                        .addVar("spec", OBJECT)
                        .addVar("action", SimpleType.STRING)
                        .addVar("kind", SimpleType.STRING)
                        .addVar("objectKind", SimpleType.STRING)
                        .addVar("phase", SimpleType.STRING)
                        .addVar("status", SimpleType.STRING)
                        .build());
    }

    /**
     * Over {@code object} alone, such as a conversion, which must give the same of an object in whatever event it is.
     *
     * @param path where the expression stands in its manifest, for the error
     * @throws InvalidEventException if it is no expression that makes an object
     */
    public static Expression ofObject(String path, String text) {
        return compile(path, text, compiler(OBJECT).build());
    }

    private static Expression compile(String path, String text, CelCompiler compiler) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(text).getAst();
            return new Expression(RUNTIME.createProgram(tree), FieldPath.of(tree.getExpr()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidEventException(path, "is no expression that can be used: " + firstLine(e.getMessage()));
        }
    }

    /** @throws ExpressionException if it gives no value */
    public Object evaluate(CelVariableResolver variables, Budget budget) {
        try {
            if (path.isPresent() && variables instanceof Variables known) {
                return path.get().evaluate(known, budget);
            }
            return program.trace(variables, (step, value) -> {
                if (makes(step)) {
                    budget.made(value);
                } else {
                    budget.read(value);
                }
            });
        } catch (CelEvaluationException e) {
            throw new ExpressionException(firstLine(e.getMessage()), e);
        } catch (Budget.Exhausted e) {
            throw new ExpressionException(e.getMessage(), e);
        }
    }

    /** The same, for who has no use for the reason: empty if it gives no value. */
    public Optional<Object> value(CelVariableResolver variables, Budget budget) {
        try {
            return Optional.ofNullable(evaluate(variables, budget));
        } catch (ExpressionException e) {
            return Optional.empty();
        }
    }

    private static boolean makes(CelExpr step) {
        return switch (step.getKind()) {
            case CALL, LIST, MAP, STRUCT, COMPREHENSION -> true;
            default -> false;
        };
    }

    private static CelCompilerBuilder compiler(CelType result) {
        return CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addVar("object", OBJECT)
                .addFunctionDeclarations(MapFunctions.declarations())
                .setResultType(result);
    }

    private static String firstLine(String message) {
        String text = message == null ? "no value" : message.strip();
        int end = text.indexOf('\n');
        return Excerpt.of(end < 0 ? text : text.substring(0, end), MOST_REASON);
    }
}
