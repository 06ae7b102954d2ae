package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.json.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ValidateCommandTest {
    private static final String PLEX = "{kind: HelmRelease, metadata: {name: plex}}";
    private static final String PATH = "POST /v1/objects/HelmRelease/media/plex/validate";
    private static final String PASSED = """
            {"status":"valid","entity":"HelmRelease/media/plex","rules":[
              {"name":"owned","pass":true,"field":"spec.owner"},
              {"name":"small","pass":false,"field":"spec.size","message":"it is large","severity":"warning"}]}
            """;
    private static final String BROKEN = """
            {"title":"The object breaks rules of its kind","status":422,"detail":"…","rules":[
              {"name":"owned","pass":false,"field":"spec.owner","message":"somebody must own it","severity":"error"}],
             "stored":{"status":"stored","eventId":"e7"}}
            """;

    private ContractServer ingest;

    @BeforeEach
    void start() throws IOException {
        ingest = new ContractServer();
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void everyRuleIsShownWithItsVerdict() {
        ingest.on(PATH, 200, PASSED);
        Cli cli = validate(PLEX);
        assertEquals("""
                OBJECT             RULE    RESULT    FIELD        MESSAGE
                helmrelease/plex   owned   pass      spec.owner   -
                helmrelease/plex   small   warning   spec.size    it is large
                """, cli.out());
        assertEquals(0, cli.exit());
    }

    @Test
    void aBrokenRuleIsExitStatusOneAndWhatIsStoredIsSaid() {
        ingest.on(PATH + "?store=true", 422, BROKEN);
        Cli cli = validate(PLEX, "--store", "--comment", "what if?", "--user", "ann");
        assertEquals("""
                OBJECT             RULE    RESULT   FIELD        MESSAGE
                helmrelease/plex   owned   error    spec.owner   somebody must own it
                """, cli.out());
        assertEquals("helmrelease/plex: stored as event e7\n", cli.err());
        assertEquals(1, cli.exit());
        assertEquals("what if?", ingest.requests().getFirst().headers().get("dsel-comment"));
        assertEquals("ann", ingest.requests().getFirst().headers().get("dsel-user"));
    }

    @Test
    void whatIsNotOfItsSchemaIsNamedByFieldsAndTheOthersAreJudged() {
        ingest.on(PATH, 422, """
                {"title":"The event is not valid","status":422,"errors":[{"field":"spec.a","problem":"is required"}]}
                """);
        ingest.on("POST /v1/objects/Kind/dsel/Cluster/validate", 200, """
                {"status":"valid","entity":"Kind/dsel/Cluster","rules":[],"change":{"verdict":"rebuild","effects":[
                  {"verdict":"rebuild","field":"spec.actions[Applied]","reason":"means X and no longer Y"}]}}
                """);
        Cli cli = validate(PLEX + "\n---\n{apiVersion: v1alpha1, kind: Kind, meta: {name: Cluster}}");
        assertEquals("""
                OBJECT         RULE   RESULT    FIELD                   MESSAGE
                kind/Cluster   -      rebuild   spec.actions[Applied]   means X and no longer Y
                """, cli.out());
        assertEquals(
                "dsel: standard input:1: helmrelease/plex: The event is not valid\n  spec.a: is required\n", cli.err());
        assertEquals(1, cli.exit());
    }

    @Test
    void jsonTellsEachVerdictToMachines() {
        ingest.on(PATH, 200, PASSED);
        Cli cli = validate(PLEX + "\n---\n{kind: HelmRelease, metadata: {name: none}}", "-o", "json");
        var items = Json.parse(cli.out()).path("items");
        assertEquals("warning", items.at("/0/rules/1/severity").asString());
        assertEquals("rejected", items.at("/1/status").asString());
        assertEquals(1, cli.exit());
    }

    @Test
    void anEventIsExaminedAsItIs() {
        ingest.on("POST /v1/events?dryRun=true", 200, "{\"status\":\"valid\",\"rules\":[]}");
        Cli cli = validate(
                "{kind: DeploymentFailedEvent, meta: {name: checkout}, spec: {deployment: {kind: Deployment}}}");
        assertEquals(List.of("POST /v1/events?dryRun=true"), ingest.lines());
        assertEquals("""
                OBJECT                RULE   RESULT   FIELD   MESSAGE
                deployment/checkout   -      pass     -       -
                """, cli.out());
    }

    private Cli validate(String in, String... arguments) {
        return Cli.run(
                InstantSource.fixed(Cli.NOW),
                in,
                ValidateCommand::new,
                Stream.concat(Stream.of("--ingest", ingest.url(), "-f", "-", "-a", "media"), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
