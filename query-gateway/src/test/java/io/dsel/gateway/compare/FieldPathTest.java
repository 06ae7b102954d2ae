package io.dsel.gateway.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.gateway.compare.FieldPath.Field;
import io.dsel.gateway.compare.FieldPath.Index;
import io.dsel.gateway.compare.FieldPath.Keyed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
    @Test
    void aPathIsReadStepByStep() {
        assertEquals(
                List.of(
                        new Field("spec"),
                        new Field("containers"),
                        new Keyed("name", "a.b"),
                        new Index(12),
                        new Field("app.kubernetes.io/name"),
                        new Keyed("id", "]\"")),
                FieldPath.parse("spec.containers[name=a.b][12][\"app.kubernetes.io/name\"][id=\"]\\\"\"]")
                        .steps());
        assertEquals(FieldPath.ROOT, FieldPath.parse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a",
                "a.",
                "a..b",
                "a[",
                "a[]",
                "a[1",
                "a.[1]",
                "a b",
                "a[\"x]",
                "[1]b",
                "a[99999999999]",
                "a=b",
                "[\"\\q\"]"
            })
    void whatIsNoneIsRefusedWithAnExample(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> FieldPath.parse(text));
        assertTrue(e.getMessage().contains(text), e.getMessage());
    }

    @Test
    void whatIsNotThereIsMissing() {
        for (String path : List.of("b", "a.b", "a[0]", "a[name=x]", "l[5]", "l[name=y]", "l.name")) {
            assertTrue(
                    FieldPath.parse(path)
                            .in(DiffTest.json("{'a':1,'l':[{'name':'x'}]}"))
                            .isMissingNode(),
                    path);
        }
    }
}
