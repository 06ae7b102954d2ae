package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GetCommandTest {
    private static final String KINDS = """
            {"kinds":[{"objectKind":"Artifact","schema":"typed","eventKinds":[]}],"aggregates":[]}
            """;
    private static final String EVENT = """
            {"apiVersion":"v1alpha1","kind":"ArtifactAppliedEvent",
             "meta":{"eventId":"e1","timestamp":"2026-01-15T10:00:00.000Z","userId":"ada","name":"vpc","appId":"09287"},
             "spec":{"artifact":{"kind":"Artifact","meta":{"name":"vpc"},"spec":{"version":"2.1.0"}},"comment":"why"}}
            """;
    private static final String ANSWER = "{\"event\":" + EVENT + ",\"receipt\":{\"tier\":\"store\",\"ageMs\":0}}";
    private static final String OBJECT = "GET /v1/objects/Artifact/09287/vpc";
    private static final String LIST = "GET /v1/kinds/Artifact/objects?limit=200";

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
    void aTableSaysWhoLeftTheObjectSoAndWhen() {
        gateway.on(OBJECT, ANSWER);
        Cli cli = get("artifacts", "vpc", "--app", "09287");
        assertEquals("""
                KIND       APP     NAME   WHEN                  WHO   ACTION    AGE
                Artifact   09287   vpc    2026-01-15 11:00:00   ada   Applied   2h
                """, cli.out());
        assertEquals(0, cli.exit());
    }

    @Test
    void yamlAndJsonAreTheStateItselfOrTheWholeEvent() {
        gateway.on(OBJECT, ANSWER);
        JsonNode state = Json.parse(EVENT).path("spec").path("artifact");
        assertEquals(
                state,
                Yaml.parse(get("artifact", "vpc", "-a", "09287", "-o", "yaml").out()));
        assertEquals(
                state,
                Json.parse(get("artifact/vpc", "-a", "09287", "-o", "JSON").out()));
        assertEquals(
                Json.parse(EVENT),
                Json.parse(get("artifact", "vpc", "-a", "09287", "-o", "json", "--event")
                        .out()));
    }

    @Test
    void asOfIsSentInUtc() {
        gateway.on(OBJECT + "?asOf=2026-01-15T10%3A00%3A00.000Z&token=t", ANSWER);
        assertEquals(
                0,
                get("artifact", "vpc", "-a", "09287", "--as-of", "-2h", "--token", "t")
                        .exit());
    }

    @Test
    void aTimeThatIsNoneIsAUsageError() {
        Cli cli = get("artifact", "vpc", "--as-of", "yesterday");
        assertEquals(2, cli.exit());
        assertTrue(cli.err().contains("--as-of"), cli.err());
    }

    @Test
    void withoutAppTheNameIsLookedForInAll() {
        gateway.on(LIST, list("09287/vpc", "09287/dns"));
        gateway.on(OBJECT, ANSWER);
        assertEquals(0, get("artifact", "vpc").exit());
    }

    @Test
    void aNameInSeveralAppsAsksForOne() {
        gateway.on(LIST, list("09287/vpc", "11002/vpc"));
        Cli cli = get("artifact", "vpc");
        assertEquals(1, cli.exit());
        assertEquals(
                "dsel: Artifact 'vpc' is in 2 applications; say which:\n  --app 09287\n  --app 11002\n", cli.err());
    }

    @Test
    void anUnknownKindSuggestsTheNearest() {
        Cli cli = get("artefact", "vpc");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("did you mean Artifact?"), cli.err());
    }

    @Test
    void aDeletedObjectSaysWhoDeletedItWhen() {
        String deletion = EVENT.replace("Applied", "Deleted");
        gateway.on(
                OBJECT,
                404,
                "{\"type\":\"https://dsel.io/problems/deleted\",\"title\":\"Deleted\",\"event\":" + deletion + "}");
        Cli cli = get("artifact", "vpc", "-a", "09287");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("was deleted 2026-01-15 11:00:00 by ada"), cli.err());
        assertEquals(
                Json.parse(deletion),
                Json.parse(get("artifact", "vpc", "-a", "09287", "--event", "-o", "json")
                        .out()));
    }

    @Test
    void withoutNameTheKindIsListedPageByPage() {
        gateway.on(LIST, list("09287/vpc").replace("\"next\":null", "\"next\":\"c1\""));
        gateway.on(LIST + "&after=c1", list("11002/dns"));
        Cli cli = get("artifacts");
        assertEquals("""
                KIND       APP     NAME   WHEN                  WHO   ACTION    AGE
                Artifact   09287   vpc    2026-01-15 11:00:00   ada   Applied   2h
                Artifact   11002   dns    2026-01-15 11:00:00   ada   Applied   2h
                """, cli.out());
    }

    @Test
    void aListAsOfATimeLeavesOutWhatWasNotThereYet() {
        gateway.on("GET /v1/kinds/Artifact/objects?app=09287&limit=200", list("09287/vpc", "09287/dns"));
        gateway.on(OBJECT + "?asOf=2026-01-15T10%3A00%3A00.000Z", ANSWER);
        Cli cli = get("artifacts", "-a", "09287", "--as-of", "2h", "-o", "json");
        assertEquals(Json.parse("[" + Json.parse(EVENT).path("spec").path("artifact") + "]"), Json.parse(cli.out()));
    }

    @Test
    void anAnswerThatIsOldOrHasGapsSaysSo() {
        gateway.on(
                OBJECT,
                200,
                ANSWER,
                Map.of(
                        "Dsel-Tier",
                        "store",
                        "Dsel-Role",
                        "standby",
                        "Dsel-Age-Ms",
                        "65000",
                        "Dsel-Missing",
                        "partition 3"));
        Cli cli = get("artifact", "vpc", "-a", "09287");
        assertEquals(
                "Note: not in this answer: partition 3\n"
                        + "Note: this answer is 65s behind the log (tier store, standby).\n",
                cli.err());
        assertEquals(0, cli.exit());
    }

    @Test
    void aTierThatFellIsSaidWithItsReason() {
        gateway.on(
                OBJECT,
                200,
                ANSWER,
                Map.of("Dsel-Tier", "log", "Dsel-Tried", "store: did not answer in time; index: down"));
        Cli cli = get("artifact", "vpc", "-a", "09287", "-o", "json");
        assertEquals(
                "Note: this answer is from the log; tried before: store: did not answer in time; index: down\n",
                cli.err());
        assertEquals(Json.parse(EVENT).path("spec").path("artifact"), Json.parse(cli.out()));
    }

    @Test
    void howItIsReadIsSent() {
        gateway.on(
                OBJECT + "?asOf=2026-01-15T10%3A00%3A00.000Z&knownAt=2026-01-15T11%3A00%3A00.000Z"
                        + "&consistency=strong&tier=log&timeoutMs=20000",
                ANSWER);
        Cli cli = get(
                "artifact",
                "vpc",
                "-a",
                "09287",
                "--as-of",
                "2h",
                "--known-at",
                "1h",
                "--consistency",
                "strong",
                "--tier",
                "log",
                "--timeout",
                "20");
        assertEquals(0, cli.exit(), cli.err());
    }

    @Test
    void anObjectIsReadAsOfAVersionOfItsKind() {
        gateway.on(OBJECT + "?apiVersion=v1beta1", ANSWER);
        Cli cli = get("artifact", "vpc", "-a", "09287", "--api-version", "v1beta1", "-o", "yaml");
        assertEquals(0, cli.exit(), cli.err());
        gateway.on(LIST, list("09287/vpc"));
        Cli all = get("artifacts", "--api-version", "v1beta1", "-o", "json");
        assertEquals(1, Json.parse(all.out()).size(), all.err());
    }

    @Test
    void aReadThatCannotBeIsAUsageErrorBeforeAnythingIsAsked() {
        for (String[] wrong : new String[][] {
            {"--api-version", "v1beta1"},
            {"--consistency", "token"},
            {"--consistency", "certain"},
            {"--tier", "cache"},
            {"--timeout", "0"},
            {"--known-at", "soon"},
        }) {
            Cli cli = get("artifact", "vpc", wrong[0], wrong[1]);
            assertEquals(2, cli.exit(), cli.err());
            assertTrue(cli.err().contains(wrong[0]), cli.err());
        }
        assertEquals(List.of(), gateway.lines());
    }

    @Test
    void whereNothingAnswersTheStackIsAskedAfter() {
        gateway.close();
        Cli cli = get("artifact", "vpc");
        assertEquals(3, cli.exit());
        assertTrue(cli.err().contains("is the stack up? Try ./dsel up"), cli.err());
    }

    @Test
    void theProblemOfTheServiceIsShown() {
        gateway.on(OBJECT, 503, "{\"title\":\"Not available now\",\"detail\":\"replaying\"}");
        Cli cli = get("artifact", "vpc", "-a", "09287");
        assertEquals("dsel: Not available now: replaying\n", cli.err());
        assertEquals(1, cli.exit());
    }

    private static String list(String... entities) {
        String items = String.join(
                ",",
                Arrays.stream(entities)
                        .map(entity -> entity.split("/"))
                        .map(parts -> """
                                {"entity":"Artifact/%1$s/%2$s","kind":"Artifact","appId":"%1$s","name":"%2$s",
                                 "timestamp":"2026-01-15T10:00:00.000Z","userId":"ada","eventId":"e1","action":"Applied",
                                 "deleted":false}""".formatted(parts[0], parts[1]))
                        .toList());
        return "{\"items\":[" + items + "],\"next\":null,\"receipt\":{}}";
    }

    private Cli get(String... arguments) {
        return Cli.run(
                GetCommand::new,
                Stream.concat(Stream.of("--gateway", gateway.url()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
