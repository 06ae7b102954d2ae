package io.dsel.json;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Round trip: what the writer writes, the reader reads back as the same tree, whatever is in it. */
class YamlWriteTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static void assertRoundTrip(JsonNode tree, String about) {
        String yaml = Yaml.write(tree);
        JsonNode read = assertDoesNotThrow(() -> Yaml.parse(yaml), about + "\n" + Json.write(tree) + "\n" + yaml);
        assertEquals(Json.write(tree), Json.write(read), about + "\n" + yaml);
        assertEquals(tree, read, about + "\n" + yaml);
    }

    @Test
    void blockStyleAsKubectlHasIt() {
        assertEquals("""
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: settings
                  labels: {}
                  finalizers: []
                data:
                  on: "yes"
                  port: "8080"
                  script: |
                    #!/bin/sh
                    echo hello
                items:
                - a: 1
                  b: 1.50
                - []
                - - nested
                - null
                - false
                """.replace("  on: ", "  \"on\": "), Yaml.write(Json.parse("""
                {"apiVersion":"v1","kind":"ConfigMap",
                 "metadata":{"name":"settings","labels":{},"finalizers":[]},
                 "data":{"on":"yes","port":"8080","script":"#!/bin/sh\\necho hello\\n"},
                 "items":[{"a":1,"b":1.50},[],["nested"],null,false]}
                """)));
    }

    @Test
    void severalDocuments() {
        String yaml = Yaml.write(List.of(Json.parse("{\"a\":1}"), Json.parse("{\"b\":2}")));
        assertEquals("a: 1\n---\nb: 2\n", yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yes",
                "N",
                "null",
                "~",
                "0400",
                "0x1F",
                "1_000",
                "1.0",
                "1e3",
                ".5",
                ".inf",
                "12:30",
                "12:30:45",
                "2026-01-15",
                "2026-01-15T10:30:00Z",
                "<<",
                "=",
                "- a",
                "a: b",
                "a #b",
                "#a",
                "*a",
                "&a",
                "!a",
                "|",
                ">",
                "%a",
                "@a",
                "`a",
                "{a",
                "[a",
                "'a",
                "\"a",
                "a:",
                ":",
                "-",
                "?",
                "? a",
                "---",
                "...",
                "--- a",
                "x\n",
                "\nx",
                "  x\n",
                "\n",
                "\n\n",
                "x\n\n\n",
                "x \ny",
                "x\n  y\nz",
                "\tx",
                "x\t",
                "x\n\ty",
                "trailing ",
                "x\r\ny",
                "x\ry",
                "\u0000",
                "\u0007",
                "\u0085",
                "\u2028",
                "\uFEFF",
                "\uFEFFx\n",
                "ü",
                "😀",
                "😀\nx\n",
                "a\\b",
                "1__0",
                "_1",
                "+1",
                "+",
                "123456e789012",
                "1e999"
            })
    void awkwardStrings(String text) {
        assertRoundTrip(NODES.stringNode(text), "as a document");
        assertRoundTrip(NODES.arrayNode().add(text), "in a sequence");
        assertRoundTrip(NODES.objectNode().put(text, text), "as key and value");
        assertRoundTrip(
                NODES.objectNode()
                        .set("a", NODES.arrayNode().add(NODES.objectNode().put("b", text))),
                "deep");
        assertTrue(Yaml.write(NODES.objectNode().put("k", text)).lines().noneMatch(line -> line.startsWith("---")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.10", "1E+3", "1E+400", "-1.5E-400", "18446744073709551616", "0.0", "123.000"})
    void numbers(String number) {
        assertRoundTrip(Json.parse("{\"n\":" + number + "}"), number);
    }

    @Test
    void aWholeDecimalStaysADecimal() {
        JsonNode tree = NODES.objectNode().put("n", new java.math.BigDecimal("8"));
        assertTrue(Yaml.parse(Yaml.write(tree)).get("n").isBigDecimal());
    }

    @Test
    void longKeys() {
        assertRoundTrip(NODES.objectNode().put("k".repeat(3000), "v").put("k y".repeat(500), "w"), "long keys");
    }

    @Test
    void anyTree() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            assertRoundTrip(tree(random, 4), "seed " + seed + ", tree " + i);
        }
    }

    private static JsonNode tree(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> NODES.nullNode();
            case 1 -> NODES.booleanNode(random.nextBoolean());
            case 2 -> Json.parse(number(random));
            case 3, 4, 5 -> NODES.stringNode(string(random));
            case 6 -> {
                var array = NODES.arrayNode();
                for (int n = random.nextInt(4); n > 0; n--) {
                    array.add(tree(random, depth - 1));
                }
                yield array;
            }
            default -> {
                var object = NODES.objectNode();
                for (int n = random.nextInt(5); n > 0; n--) {
                    object.set(string(random), tree(random, depth - 1));
                }
                yield object;
            }
        };
    }

    private static String number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Integer.toString(random.nextInt());
            case 1 -> Long.toString(random.nextLong());
            case 2 -> random.nextInt(1000) + "." + "%03d".formatted(random.nextInt(1000));
            default -> random.nextInt(1, 10) + "E" + random.nextInt(-30, 30);
        };
    }

    /** Mostly of the characters that mean something to YAML. */
    private static String string(Random random) {
        String alphabet =
                random.nextBoolean() ? "abcxyz019 ._-" : "a0 \n\n:#-?*&!|>%@`'\"{}[],=~<\t\\\r\u0001\u0085\u00e9\u2028";
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
