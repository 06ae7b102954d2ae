package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.dsel.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void theOrderOfFieldsAndTheSpellingOfNumbersDoNotMatter() {
        assertEquals(of("{\"a\": 1, \"b\": [1.50, 2e3]}"), of("{\"b\": [1.5, 2000], \"a\": 1.0}"));
        assertEquals(of("0"), of("-0.00"));
    }

    @Test
    void anythingElseDoes() {
        List<String> all = List.of(
                "{}",
                "[]",
                "\"\"",
                "null",
                "\"null\"",
                "1",
                "\"1\"",
                "true",
                "[1]",
                "[[1]]",
                "{\"a\": 1}",
                "{\"a\": 2}",
                "{\"b\": 1}",
                "[1, 2]",
                "[2, 1]",
                "{\"a\": {\"b\": 1}}",
                "{\"a\": null}");
        for (String one : all) {
            for (String other : all) {
                if (!one.equals(other)) {
                    assertNotEquals(of(one), of(other), one + " and " + other);
                }
            }
        }
    }

    private static long of(String json) {
        return Content.of(Json.parse(json));
    }
}
