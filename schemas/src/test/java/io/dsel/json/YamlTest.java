package io.dsel.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Documents, mappings, aliases and limits of the YAML reader. */
class YamlTest {

    private static void assertReads(String json, String yaml) {
        assertEquals(json, Json.write(Yaml.parse(yaml)));
    }

    private static SyntaxException refused(String yaml) {
        SyntaxException e = assertThrows(SyntaxException.class, () -> Yaml.documents(yaml));
        assertTrue(!e.problem().contains("\n") && !e.problem().contains(" in yaml"), e.problem());
        return e;
    }

    @Test
    void everyDocumentHasItsLine() {
        List<YamlDocument> documents = Yaml.documents("""
                # a comment
                ---
                kind: A
                ---
                # nothing here
                ---
                kind: B
                ...
                %YAML 1.1
                ---
                # a comment
                kind: C
                """);
        assertEquals(
                List.of(3, 7, 12), documents.stream().map(YamlDocument::line).toList());
        assertEquals(
                List.of("A", "B", "C"),
                documents.stream().map(d -> d.value().get("kind").stringValue()).toList());
    }

    @Test
    void textAndBytesReadAlike() {
        String yaml = "a: ü😀\n";
        assertEquals(Yaml.parse(yaml), Yaml.parse(yaml.getBytes(StandardCharsets.UTF_8)));
        assertReads("{\"a\":1}", "\uFEFFa: 1");
    }

    @Test
    void emptyTextsHaveNoDocuments() {
        for (String empty : List.of("", "\n\n", "# only a comment\n", "---\n", "---\n---\n# x\n")) {
            assertEquals(List.of(), Yaml.documents(empty));
            assertThrows(SyntaxException.class, () -> Yaml.parse(empty));
        }
        assertEquals(1, Yaml.documents("~").size());
    }

    @Test
    void oneDocumentIsAskedForWhereOneIsNeeded() {
        SyntaxException e = assertThrows(SyntaxException.class, () -> Yaml.parse("a: 1\n---\nb: 2\n"));
        assertEquals(3, e.line());
    }

    @Test
    void jsonIsYaml() {
        String json = "{\"a\":[1,2.50,\"x\\u00e9\\n\",null,true,{\"b\":{}}],\"c\":[]}";
        assertEquals(Json.parse(json), Yaml.parse(json));
    }

    @Test
    void windowsLineEnds() {
        assertReads("{\"a\":\"x\\ny\\n\",\"b\":1}", "a: |\r\n  x\r\n  y\r\nb: 1\r\n");
    }

    @Test
    void tabsMayPartTokens() {
        assertReads("{\"a\":{\"b\":\"c\",\"d\":[1,2]}}", "---\t\na:\t\t\n  b:\tc\t\n  d: [1,\t2]\t# x\n");
        assertReads("{\"a\":\"x\\ty\\t\\n\",\"b\":1}", "a: |\t\n  x\ty\t\nb:\t1\n");
        for (String broken : List.of("\ta: 1\n", "a:\n\tb: 1\n", "-\ta: 1\n  b: 2\n", "a:\n  - b\n\t- c\n")) {
            refused(broken);
        }
    }

    @Test
    void aBlockScalarMayHaveNothingInIt() {
        assertReads("{\"a\":{\"b\":\"\",\"c\":1}}", "a:\n  b: |\n # x\n   # y\n\n # z\n  c: 1\n");
        assertReads("{\"a\":{\"b\":\"\"}}", "a:\n  b: |\n # x\n");
        assertReads("{\"a\":{\"b\":\"\"},\"c\":1}", "a:\n  b: >- # x\nc: 1\n");
        assertReads("{\"a\":{\"b\":\"\"}}", "a:\n  b: |");
        assertReads("{\"a\":[{\"b\":\"\"},2]}", "a:\n- b: |\n- 2\n");
        assertReads("{\"a\":{\"b\":\"\\n\\n\"},\"c\":1}", "a:\n  b: |+\n\n\nc: 1\n");
        refused("a:\n  b: |\n # x\n     text\n");
        refused("a: |\n   \n  text\n");
    }

    @Test
    void keysBecomeStrings() {
        assertReads(
                "{\"1\":\"a\",\"256\":\"b\",\"true\":\"c\",\"1.50\":\"d\",\"yes\":\"e\",\"2026-01-15\":\"f\"}",
                "{1: a, 0400: b, yes: c, 1.50: d, 'yes': e, 2026-01-15: f}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"~: x", "[a]: x", "{a: b}: x", "? [a, b]\n: x"})
    void otherKeysAreRefused(String yaml) {
        String problem = refused(yaml).problem();
        assertTrue(problem.startsWith("a key must be"), problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: 1\\na: 2            | 2 | 1 | duplicate key \"a\"",
                "x:\\n  b: 1\\n  b: 2   | 3 | 3 | duplicate key \"b\"",
                "{a: 1, a: 1}           | 1 | 8 | duplicate key \"a\"",
                "{1: x, '1': y}         | 1 | 8 | duplicate key \"1\"",
                "a: b: c                | 1 | 5 | mapping values are not allowed here",
                "a: *x                  | 1 | 4 | alias *x has no anchor before it",
                "a: {{ x }}             | 1 | 5 | a key must be",
                "a: [1, 2               | 1 | 9 | expected ',' or ']'",
                "a:\\n\\t- b            | 2 | 1 | found character '\\t(TAB)'",
                "a: \"x                 | 1 | 6 | found unexpected end of stream",
                "a: @x                  | 1 | 4 | found character '@'",
                "a: %x                  | 1 | 4 | found character '%'",
                "a: ['', \"\\\\ud83do\"]    | 1 | 9 | half a surrogate pair",
                "a: !foo x              | 1 | 4 | the tag !foo has no meaning in JSON",
                "a: 1\u0007x           | 1 | 5 | character U+0007 is not allowed",
                "b: 2\\nü: 1\u0000x    | 2 | 5 | character U+0000 is not allowed"
            })
    void whatIsNotYamlIsRefusedWithItsPlace(String yaml, int line, int column, String problem) {
        SyntaxException e = refused(yaml.translateEscapes());
        assertTrue(e.problem().startsWith(problem), e.getMessage());
        assertEquals(line + ":" + column, e.line() + ":" + e.column(), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: \"\\u", "a: \"\\x", "a: \"\\UFFFFFFFF\"", "%YAML 99999999999.1\n---\na: 1\n"})
    void aNumberThatTheParserCannotHoldIsRefused(String yaml) {
        refused(yaml);
    }

    @Test
    void theLastOfDuplicateKeysCountsWhereThatIsAskedFor() {
        String yaml = "a: {x: 1, z: 2, x: 3}\n---\nb: &b {p: 1}\nb: {<<: *b, q: 2}\n";
        List<YamlDocument> documents = Yaml.documents(yaml, DuplicateKeys.LAST_COUNTS);
        assertEquals("{\"a\":{\"x\":3,\"z\":2}}", Json.write(documents.get(0).value()));
        assertEquals("{\"b\":{\"q\":2,\"p\":1}}", Json.write(documents.get(1).value()));
    }

    @Test
    void brokenUtf8IsRefused() {
        assertThrows(SyntaxException.class, () -> Yaml.documents(new byte[] {'a', ':', ' ', (byte) 0xC3}));
        assertThrows(SyntaxException.class, () -> Yaml.documents("\0GITCRYPT\0x".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aliasesBecomeCopies() {
        JsonNode read = Yaml.parse("a: &x {i: [1]}\nb: *x\nc: &y text\nd: *y\n");
        assertEquals("{\"a\":{\"i\":[1]},\"b\":{\"i\":[1]},\"c\":\"text\",\"d\":\"text\"}", Json.write(read));
        assertNotSame(read.get("a"), read.get("b"));
    }

    @Test
    void anAnchorMayBeSetAgain() {
        assertReads("{\"a\":1,\"b\":1,\"c\":2,\"d\":2}", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n");
    }

    @Test
    void anchorsEndWithTheirDocument() {
        refused("a: &x 1\n---\nb: *x\n");
    }

    @Test
    void anAliasMayBeAKey() {
        assertReads("{\"a\":\"k\",\"k\":1}", "a: &x k\n*x : 1\n");
    }

    @Test
    void mergeKeysBringWhatTheMappingDoesNotSay() {
        assertReads("{\"b\":{\"p\":1,\"q\":2},\"m\":{\"q\":3,\"p\":1}}", "b: &b {p: 1, q: 2}\nm: {<<: *b, q: 3}\n");
        assertReads("{\"b\":{\"p\":1,\"q\":2},\"m\":{\"q\":3,\"p\":1}}", "b: &b {p: 1, q: 2}\nm: {q: 3, <<: *b}\n");
        assertReads("{\"m\":{\"p\":1,\"q\":2,\"r\":4}}", "m: {<<: [{p: 1}, {p: 9, q: 2}, {r: 4}]}\n");
        assertReads("{\"<<\":1}", "'<<': 1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<<: 1", "<<: [1]", "<<: [{a: 1}, [b]]", "{<<: {a: 1}, <<: {b: 1}}"})
    void mergeKeysTakeMappings(String yaml) {
        refused(yaml);
    }

    @Test
    void anAliasWithinWhatItNamesIsRefused() {
        assertTrue(refused("a: &x [1, *x]").problem().contains("within what it names"));
        assertTrue(refused("a: &x {b: {c: *x}}").problem().contains("within what it names"));
    }

    @Test
    void aBombOfAliasesIsRefused() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 20; i++) {
            String alias = "*a" + (i - 1) + " ";
            bomb.append("a" + i + ": &a" + i + " [" + (alias + ", ").repeat(9) + alias + "]\n");
        }
        assertTimeout(
                Duration.ofSeconds(5),
                () -> assertTrue(refused(bomb.toString()).problem().startsWith("aliases add more than")));
    }

    @Test
    void depthIsBounded() {
        Yaml.parse("[".repeat(100) + "]".repeat(100));
        assertTrue(refused("[".repeat(101) + "]".repeat(101)).problem().contains("100 levels"));
        assertTimeout(Duration.ofSeconds(5), () -> refused("[".repeat(1_000_000)));
        StringBuilder chain = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 101; i++) {
            chain.append("a" + i + ": &a" + i + " [*a" + (i - 1) + "]\n");
        }
        assertTrue(refused(chain.toString()).problem().contains("100 levels"));
    }

    @Test
    void lengthIsBounded() {
        String yaml = "a: " + "x".repeat(Yaml.MAX_LENGTH);
        assertTrue(refused(yaml).problem().contains("too long"));
    }

    @Test
    void largeTextsAreRead() {
        String line = "- name: item\n  text: some words that go on for a while\n";
        assertEquals(60_000, Yaml.parse(line.repeat(60_000)).size());
    }
}
