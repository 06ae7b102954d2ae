package io.dsel.expression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cel.runtime.CelVariableResolver;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions see what they are given, change nothing, and cannot cost more than their budget. */
class ExpressionTest {
    private static final String OBJECT = """
            {"name": "vpc", "size": 3, "share": 0.1, "exact": 1.000000000000000000000001, "big": 99999999999999999999,
             "none": null, "list": [%s], "text": "%s", "price": 1.10,
             "same": [99999999999999999999, 99999999999999999999, 1.000000000000000000000001]}
            """.formatted("1,".repeat(999) + "1", "ab".repeat(500));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.name == 'vpc' && object.size + 1 == 4",
                "object.share < 0.2 && object.share == 0.1",
                "object.none == null && !has(object.more)",
                "object.list.all(one, one == 1) && size(object.list) == 1000",
                "object.with({'size': 4}).size == 4 && object.size == 3",
                "!has(object.without(['size']).size)",
                "object.same[0] == object.same[1] && object.same[2] == object.exact && object.exact != 1.0",
                "object.price < 1.2 && object.price == 1.1",
                "meta.userId.startsWith('u') && action == 'Applied'",
            })
    void holds(String text) {
        assertEquals(true, evaluate(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 + 1", "object.", "nobody == 1", "object.name.load('http://x')", "true ? 1 : 'a'"})
    void whatIsNoTruthIsRefusedWithItsPath(String text) {
        InvalidEventException e = assertThrows(
                InvalidEventException.class, () -> Expression.compile("spec.rules[0]", text, Expression.TRUTH));
        assertEquals("spec.rules[0]", e.field());
    }

    @ParameterizedTest
    @ValueSource(strings = {"object.more == 1", "object.name > 1", "object.big + 1 > 0", "1 / (object.size - 3) > 0"})
    void whatHasNoValueSaysWhy(String text) {
        ExpressionException e = assertThrows(ExpressionException.class, () -> evaluate(text));
        assertTrue(e.getMessage().contains("evaluation error"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.list.all(a, object.list.all(b, object.list.all(c, true)))",
                "object.list.map(a, object.list.map(b, object.list.map(c, a))) == []",
                "object.list.map(a, object.text + object.text + object.text) == []",
                "object.list.map(a, object.list + object.list) == []",
                "object.list.exists(a, object.list.all(b, object.list.all(c, true)) && false) || true",
            })
    void whatCostsTooMuchIsEnded(String text) {
        ExpressionException e = assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThrows(ExpressionException.class, () -> evaluate(text)));
        assertTrue(e.getMessage().contains("more than"), e.getMessage());
    }

    /** Each level holds but one value, many times; all of them are 2^40 values, or 200^5. */
    @ParameterizedTest
    @CsvSource({"2, 40", "200, 5"})
    void whatMultipliesIsEnded(int times, int levels) {
        String level = ".map(a, [a" + ", a".repeat(times - 1) + "])";
        ExpressionException e = assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThrows(ExpressionException.class, () -> evaluate("[1]" + level.repeat(levels) + " == []")));
        assertTrue(e.getMessage().contains("more than"), e.getMessage());
    }

    @Test
    void whatHoldsTooMuchIsEndedBeforeItIsWalkedThrough() {
        Object value = 1L;
        for (int level = 0; level < 40; level++) {
            value = level % 2 == 0 ? List.of(value, value) : Map.of("a", value, "b", value);
        }
        Object made = value;
        Budget budget = new Budget();
        Budget.Exhausted e = assertTimeoutPreemptively(
                Duration.ofSeconds(10), () -> assertThrows(Budget.Exhausted.class, () -> budget.made(made)));
        assertTrue(e.getMessage().contains("values within one another"), e.getMessage());
    }

    /** CEL puts the value that it failed on into its message. */
    @Test
    void aReasonIsShortWhateverItIsAbout() {
        ExpressionException e = assertThrows(ExpressionException.class, () -> evaluate("int(object.text) == 1"));
        assertTrue(e.getMessage().length() < 600, e.getMessage());
    }

    @Test
    void tooLongOrTooDeepATextIsNoExpression() {
        String deep = "(".repeat(300) + "true" + ")".repeat(300);
        String wide = "true" + " && true".repeat(2000);
        for (String text : new String[] {deep, wide}) {
            assertThrows(InvalidEventException.class, () -> Expression.compile("x", text, Expression.TRUTH));
        }
    }

    @Test
    void numbersKeepTheirDigitsOnTheirWayThrough() {
        Expression same = Expression.ofObject(
                "x",
                "{'a': object.exact, 'b': object.big, 'c': object.size, 'd': object.none, 'e': object.price,"
                        + " 'f': object.price + 1.0}");
        Budget budget = new Budget();
        Digits digits = new Digits(Json.parse(OBJECT));
        assertEquals(
                "{\"a\":1.000000000000000000000001,\"b\":99999999999999999999,\"c\":3,\"d\":null,\"e\":1.10,\"f\":2.1}",
                Json.write(CelValues.toJson(same.evaluate(variables(), budget), digits, budget)));
    }

    @Test
    void whatAConversionMakesIsBounded() {
        Object shared = Collections.nCopies(1_001, Collections.nCopies(1_000, 1L));
        assertThrows(
                Budget.Exhausted.class, () -> CelValues.toJson(shared, new Digits(Json.parse("{}")), new Budget()));
    }

    private static Object evaluate(String text) {
        return Expression.compile("x", text, Expression.TRUTH).evaluate(variables(), new Budget());
    }

    private static CelVariableResolver variables() {
        Map<String, Object> variables = Map.of(
                "object", CelValues.map(Json.parseObject(OBJECT)), "meta", Map.of("userId", "u"), "action", "Applied");
        return name -> Optional.ofNullable(variables.get(name));
    }

    /** Looked up by itself, a field is what CEL finds there. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "object.name",
                "object.size",
                "object.share",
                "object.price",
                "object.none",
                "object.big",
                "object.list",
                "object.deep.er",
                "object.deep",
                "object",
                "meta.userId",
                "action",
                "object.more",
                "object.name.more",
                "object.none.more",
                "object.list.more",
            })
    void aFieldByItselfIsWhatCelFindsThere(String text) {
        Variables variables = Variables.of(Json.parseObject("""
                {"name": "vpc", "size": 3, "share": 0.1, "price": 1.10, "none": null, "big": 99999999999999999999,
                 "list": [1, {"a": 2}], "deep": {"er": {"x": 1}}}
                """));
        Expression expression = Expression.compile("it", text, Expression.ANY);
        CelVariableResolver unknown = variables::find;
        assertEquals(
                told(() -> expression.evaluate(unknown, new Budget())),
                told(() -> expression.evaluate(variables, new Budget())));
    }

    private static String told(java.util.function.Supplier<Object> evaluation) {
        try {
            return evaluation.get().toString();
        } catch (ExpressionException e) {
            return "no value";
        }
    }
}
