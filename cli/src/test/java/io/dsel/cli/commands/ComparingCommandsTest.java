package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code diff}, {@code blame} and {@code when}. */
class ComparingCommandsTest {
    private static final String KINDS = """
            {"kinds":[{"objectKind":"Config","schema":"typed","eventKinds":[]}],"aggregates":[]}
            """;
    private static final String OBJECT = "GET /v1/objects/Config/shop/db";

    private ContractServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new ContractServer().on("GET /v1/kinds", KINDS);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aDiffIsAsPeopleKnowIt() {
        gateway.on(
                OBJECT + "/diff?from=2026-01-14T12%3A00%3A00.000Z&full=true",
                answer(
                        event("Applied", 1, "{\"size\":1,\"zone\":\"a\"}"),
                        event("Applied", 2, "{\"size\":2,\"zone\":\"a\"}")));
        Cli cli = run(DiffCommand::new, "configs", "db", "-a", "shop", "--from", "1d");
        assertEquals("""
                --- Config/shop/db\t2026-01-15 11:00:01.000 ada
                +++ Config/shop/db\t2026-01-15 11:00:02.000 ada
                @@ -1,4 +1,4 @@
                 kind: Config
                 spec:
                -  size: 1
                +  size: 2
                   zone: a
                """, cli.out());
        assertEquals(0, cli.exit());
    }

    @Test
    void whatCameOrWentIsComparedWithNothing() {
        gateway.on(OBJECT + "/diff?full=true", answer("null", event("Applied", 1, "1")));
        assertEquals("""
                --- /dev/null
                +++ Config/shop/db\t2026-01-15 11:00:01.000 ada
                @@ -0,0 +1,2 @@
                +kind: Config
                +spec: 1
                """, run(DiffCommand::new, "config/db", "-a", "shop").out());
        gateway.close();
    }

    @Test
    void aDeletedObjectHasNoLines() {
        gateway.on(OBJECT + "/diff?full=true", answer(event("Applied", 1, "1"), event("Deleted", 2, "1")));
        assertEquals("""
                --- Config/shop/db\t2026-01-15 11:00:01.000 ada
                +++ Config/shop/db\t2026-01-15 11:00:02.000 ada
                @@ -1,2 +0,0 @@
                -kind: Config
                -spec: 1
                """, run(DiffCommand::new, "config/db", "-a", "shop").out());
    }

    @Test
    void theChangesThemselvesComeAsTableOrDocument() {
        String answer = """
                {"from":{"eventId":"e1"},"to":{"eventId":"e2"},"changes":[
                  {"op":"replace","path":"spec.size","from":1,"to":"big"},
                  {"op":"move","path":"spec.c[name=web]","at":0},
                  {"op":"remove","path":"spec.old","from":{"x":null}}]}
                """;
        gateway.on(OBJECT + "/diff", answer);
        assertEquals(
                """
                CHANGE    PATH               FROM         TO
                replace   spec.size          1            big
                move      spec.c[name=web]   -            place 0
                remove    spec.old           {"x":null}   -
                """,
                run(DiffCommand::new, "config", "db", "-a", "shop", "-o", "table")
                        .out());
        assertEquals(
                Json.parse(answer),
                Yaml.parse(run(DiffCommand::new, "config", "db", "-a", "shop", "-o", "yaml")
                        .out()));
    }

    @Test
    void whatIsComparedIsComparedAsOfAVersion() {
        gateway.on(
                OBJECT + "/diff?full=true&apiVersion=v1beta1",
                answer(event("Applied", 1, "1"), event("Applied", 2, "2")));
        assertEquals(
                0,
                run(DiffCommand::new, "config", "db", "-a", "shop", "--api-version", "v1beta1")
                        .exit());
        gateway.on(OBJECT + "/blame?apiVersion=v1beta1", "{\"fields\":[]}");
        assertEquals(
                0,
                run(BlameCommand::new, "config", "db", "-a", "shop", "--api-version", "v1beta1", "-o", "json")
                        .exit());
        gateway.on(
                OBJECT + "/when?path=spec&is=2&apiVersion=v1beta1",
                422,
                "{\"title\":\"Not of that version\",\"detail\":\"no way; event e1 was written as v1\"}");
        Cli when = run(
                WhenCommand::new,
                "config",
                "db",
                "-a",
                "shop",
                "--path",
                "spec",
                "--is",
                "2",
                "--api-version",
                "v1beta1");
        assertEquals("dsel: Not of that version: no way; event e1 was written as v1\n", when.err());
    }

    @Test
    void anObjectIsComparedWithAnother() {
        String none = "{\"from\":{\"eventId\":\"e1\"},\"to\":{\"eventId\":\"e1\"},\"changes\":[]}";
        gateway.on(OBJECT + "/diff?with=Config%2Fa%252Fb%2Fdb", none);
        Cli cli = run(DiffCommand::new, "config", "db", "-a", "shop", "--with", "configs/a/b/db", "-o", "json");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("No difference.\n", cli.err());
        Cli wrong = run(DiffCommand::new, "config", "db", "-a", "shop", "--with", "db");
        assertEquals(2, wrong.exit());
        assertTrue(wrong.err().contains("KIND/APP/NAME"), wrong.err());
    }

    @Test
    void blameSaysBeforeEachLineWhoSetItWhenByWhichEvent() {
        gateway.on(OBJECT + "/blame?asOf=2026-01-15T11%3A00%3A00.000Z&full=true", """
                {"eventId":"0123456789b","timestamp":"2026-01-15T10:00:02.000Z",
                 "event":%s,
                 "fields":[
                   {"path":"kind","value":"Config","eventId":"0123456789a","timestamp":"2026-01-15T10:00:01.000Z","userId":"ada"},
                   {"path":"spec.text","value":"1\\n2","eventId":"0123456789b","timestamp":"2026-01-15T10:00:02.000Z","userId":"bob"},
                   {"path":"spec.list[0].name","value":"x","eventId":"0123456789a","timestamp":"2026-01-15T10:00:01.000Z","userId":"ada"},
                   {"path":"spec.list[0].none","value":{},"eventId":"e","timestamp":"2026-01-15T10:00:03.000Z","userId":"a"}]}
                """.formatted(
                        event("Applied", 2, "{\"text\":\"1\\n2\",\"list\":[{\"name\":\"x\",\"none\":{}}]}")));
        Cli cli = run(BlameCommand::new, "config", "db", "-a", "shop", "--as-of", "1h");
        assertEquals(
                """
                2026-01-15 11:00:01  ada  0123456789a | kind: Config
                                                      | spec:
                                                      |   text: |-
                2026-01-15 11:00:02  bob  0123456789b |     1
                2026-01-15 11:00:02  bob  0123456789b |     2
                                                      |   list:
                2026-01-15 11:00:01  ada  0123456789a |   - name: x
                2026-01-15 11:00:03  a    e           |     none: {}
                """.replace(
                                "                                      |   text: |-",
                                "2026-01-15 11:00:02  bob  0123456789b |   text: |-"),
                cli.out());
    }

    @Test
    void blameOfADeletedObjectSaysWhoDeletedIt() {
        gateway.on(
                OBJECT + "/blame?full=true",
                404,
                "{\"type\":\"https://dsel.io/problems/deleted\",\"event\":" + event("Deleted", 1, "1") + "}");
        Cli cli = run(BlameCommand::new, "config", "db", "-a", "shop");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("was deleted 2026-01-15 11:00:01 by ada"), cli.err());
    }

    @Test
    void whenShowsTheFirstEventWithTheValue() {
        gateway.on(OBJECT + "/when?path=spec.c%5Bname%3Dweb%5D&is=2", "{\"event\":" + event("Applied", 1, "2") + "}");
        assertEquals(
                """
                WHEN                      EVENT                WHO   EXECUTION   EVENT ID   AGE
                2026-01-15 11:00:01.000   ConfigAppliedEvent   ada   run-1       e1         119m
                """,
                run(WhenCommand::new, "config", "db", "-a", "shop", "--path", "spec.c[name=web]", "--is", "2")
                        .out());
        Cli never = run(WhenCommand::new, "config", "db", "-a", "shop", "--path", "x", "--is", "3");
        assertEquals(1, never.exit());
        assertTrue(never.err().startsWith("dsel: Not found"), never.err());
        assertEquals(2, run(WhenCommand::new, "config", "db", "--path", "x").exit());
    }

    private static String answer(String from, String to) {
        return "{\"from\":" + end(from) + ",\"to\":" + end(to) + ",\"changes\":[{\"op\":\"add\",\"path\":\"x\"}]}";
    }

    private static String end(String event) {
        return event.equals("null") ? "null" : "{\"eventId\":\"e\",\"event\":" + event + "}";
    }

    private static String event(String action, int n, String spec) {
        return """
                {"kind":"Config%sEvent","meta":{"eventId":"e%d","timestamp":"2026-01-15T10:00:0%d.000Z","userId":"ada",
                 "executionId":"run-1","name":"db","appId":"shop"},"spec":{"config":{"kind":"Config","spec":%s}}}
                """.formatted(action, n, n, spec);
    }

    private Cli run(Function<Surroundings, Object> command, String... arguments) {
        return Cli.run(
                command,
                Stream.concat(Stream.of("--gateway", gateway.url()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
