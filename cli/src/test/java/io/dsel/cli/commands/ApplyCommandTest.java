package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
    private static final String TWO = """
            kind: Artifact
            meta: {name: vpc, appId: "09287"}
            spec: {version: 2.1.0}
            ---
            apiVersion: helm.toolkit.fluxcd.io/v2
            kind: HelmRelease
            metadata: {name: plex}
            """;

    private ContractServer ingest;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        ingest = new ContractServer();
    }

    @AfterEach
    void stop() {
        ingest.close();
    }

    @Test
    void eachManifestIsPutUnderItsKindApplicationAndName() throws IOException {
        ingest.on("PUT /v1/objects/Artifact/09287/vpc", 201, stored("e1"));
        ingest.on("PUT /v1/objects/HelmRelease/media%2Fapps/plex", 201, stored("e2"));
        Cli cli = apply("", "-f", file("a.yaml", TWO), "--app", "media/apps");
        assertEquals("artifact/vpc applied (event e1)\nhelmrelease/plex applied (event e2)\n", cli.out());
        assertEquals(0, cli.exit());
        assertEquals(
                "2.1.0", ingest.requests().getFirst().body().at("/spec/version").asString());
    }

    @Test
    void whatAManifestLeavesToBeRebuiltIsSaid() {
        ingest.on("PUT /v1/objects/Aggregate/dsel/RolloutAggregate", 201, """
                {"status":"stored","eventId":"e1","token":"t","change":{"verdict":"rebuild","effects":[
                  {"verdict":"compatible","field":"spec.owner","reason":"is another","rebuild":""},
                  {"verdict":"rebuild","field":"spec.group","reason":"is another: it is built as version 2",
                   "rebuild":"aggregate RolloutAggregate"}]}}""");
        Cli cli = apply("{apiVersion: v1alpha1, kind: Aggregate, meta: {name: RolloutAggregate}}", "-f", "-");
        assertEquals("""
                aggregate/RolloutAggregate applied (event e1)
                  rebuild of aggregate RolloutAggregate: spec.group is another: it is built as version 2
                """, cli.out(), cli.err());
        assertEquals(1, ingest.requests().size(), "the write itself says so");
    }

    @Test
    void whoAndWhyTravelInHeadersWhateverTheirLetters() throws IOException {
        ingest.on("PUT /v1/objects/HelmRelease/media/plex", 201, stored("e2"));
        apply(
                "{kind: HelmRelease, metadata: {name: plex}}",
                "-f",
                "-",
                "-a",
                "media",
                "--user",
                "René",
                "--execution",
                "run-1",
                "--comment",
                "50 % größer");
        var headers = ingest.requests().getFirst().headers();
        assertEquals("UTF-8''Ren%C3%A9", headers.get("dsel-user"));
        assertEquals("run-1", headers.get("dsel-execution"));
        assertEquals("UTF-8''50%20%25%20gr%C3%B6%C3%9Fer", headers.get("dsel-comment"));
    }

    @Test
    void whatIsWrittenByOneRunHasOneRequestIdAndTheSystemsUser() throws IOException {
        apply("", "-f", file("a.yaml", TWO), "--app", "media");
        List<String> ids = ingest.requests().stream()
                .map(request -> request.headers().get("dsel-request"))
                .distinct()
                .toList();
        assertEquals(1, ids.size());
        assertEquals("tester", ingest.requests().getFirst().headers().get("dsel-user"));
    }

    @Test
    void aManifestOfAKindIsThePlatformsAndADryRunSaysWhatItWouldChange() {
        ingest.on("PUT /v1/objects/Kind/dsel/Cluster?dryRun=true", 200, """
                {"status":"valid","entity":"Kind/dsel/Cluster","rules":[],"change":{"verdict":"rebuild","effects":[
                  {"verdict":"compatible","field":"spec.rules","reason":"hold for what is written from now on"},
                  {"verdict":"rebuild","field":"spec.actions[Applied]","reason":"means X and no longer Y",
                   "rebuild":"ExecutionStatusAggregate"}]}}
                """);
        Cli cli = apply(
                "{apiVersion: v1alpha1, kind: Kind, meta: {name: Cluster}}", "-f", "-", "-a", "shop", "--dry-run");
        assertEquals("""
                kind/Cluster is valid; the change needs a rebuild
                  compatible: spec.rules hold for what is written from now on
                  rebuild of ExecutionStatusAggregate: spec.actions[Applied] means X and no longer Y
                """, cli.out());
        assertEquals(0, cli.exit());
    }

    @Test
    void aManifestOfAnAggregateIsThePlatformsAndARefusedChangeSaysWhy() {
        ingest.on("PUT /v1/objects/Aggregate/dsel/RolloutAggregate?dryRun=true", 422, """
                {"title":"The aggregate cannot be changed so","status":422,"detail":"it does not fit",
                 "change":{"verdict":"refused","effects":[
                  {"verdict":"refused","field":"spec.group","reason":"is another"}]}}
                """);
        Cli cli = apply(
                "{apiVersion: v1alpha1, kind: Aggregate, meta: {name: RolloutAggregate}}",
                "-f",
                "-",
                "-a",
                "shop",
                "--dry-run");
        assertTrue(cli.err().contains("aggregate/RolloutAggregate"), cli.err());
        assertTrue(cli.err().contains("spec.group: is another"), cli.err());
        assertEquals(1, cli.exit());
    }

    @Test
    void everyRuleThatIsBrokenIsNamed() throws IOException {
        ingest.on("PUT /v1/objects/HelmRelease/media/plex", 422, """
                {"title":"The object breaks rules of its kind","status":422,"detail":"…","rules":[
                  {"name":"naming-convention","pass":false,"field":"meta.name","message":"small letters","severity":"error"},
                  {"name":"owned","pass":false,"message":"somebody must own it","severity":"error"}]}
                """);
        Cli cli = apply("{kind: HelmRelease, metadata: {name: plex}}", "-f", "-", "-a", "media");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("naming-convention (meta.name): small letters"), cli.err());
        assertTrue(cli.err().contains("owned: somebody must own it"), cli.err());
    }

    @Test
    void anEventIsStoredAsItIs() {
        ingest.on("POST /v1/events", 201, stored("e7"));
        String event = """
                {"kind":"DeploymentFailedEvent","meta":{"name":"checkout"},"spec":{"deployment":{"kind":"Deployment"}}}
                """;
        Cli cli = apply(event, "-f", "-", "--app", "shop");
        assertEquals("deployment/checkout failed (event e7)\n", cli.out());
        assertEquals(
                "shop", ingest.requests().getFirst().body().at("/meta/appId").asString());
    }

    @Test
    void theOthersAreAppliedWhenOneIsRefusedAndItsFieldsAreNamed() throws IOException {
        ingest.on("PUT /v1/objects/Artifact/09287/vpc", 422, """
                {"title":"The event is not valid","status":422,"detail":"spec.versio: is not a field",
                 "errors":[{"field":"spec.versio","problem":"is not a field here"},{"field":"spec.version","problem":"is required"}]}
                """);
        ingest.on("PUT /v1/objects/HelmRelease/media/plex", 201, stored("e2"));
        Path file = Path.of(file("a.yaml", TWO));
        Cli cli = apply("", "-f", file.toString(), "-a", "media");
        assertEquals(1, cli.exit());
        assertEquals("helmrelease/plex applied (event e2)\n", cli.out());
        assertEquals(
                "dsel: " + file + ":1: artifact/vpc: The event is not valid\n  spec.versio: is not a field here\n"
                        + "  spec.version: is required\n1 of 2 applied.\n",
                cli.err());
    }

    @Test
    void aDocumentThatIsNotCompleteIsNotSent() {
        Cli cli = apply("{kind: HelmRelease, metadata: {name: plex}}\n---\n{metadata: {name: x}}\n---\n[1]", "-f", "-");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("meta.appId: is required, or --app APP"), cli.err());
        assertTrue(cli.err().contains("kind: is required"), cli.err());
        assertTrue(cli.err().contains("is not an object"), cli.err());
        assertEquals(List.of(), ingest.requests());
    }

    @Test
    void brokenYamlIsNamedWithFileLineAndColumnBeforeAnythingIsSent() throws IOException {
        String good = file("a.yaml", TWO);
        String bad = file("b.yaml", "a: [1");
        Cli cli = apply("", "-f", good, "-f", bad, "-a", "x");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("b.yaml: line 1"), cli.err());
        assertEquals(List.of(), ingest.requests());
    }

    @Test
    void aFolderIsReadInOrderAndItsFoldersOnlyOnDemand() throws IOException {
        file("b.yaml", "{kind: B, meta: {name: b, appId: x}}");
        file("a.json", "{\"kind\": \"A\", \"meta\": {\"name\": \"a\", \"appId\": \"x\"}}");
        file("notes.txt", "none");
        Files.createDirectory(folder.resolve("deep"));
        file("deep/c.yml", "{kind: C, meta: {name: c, appId: x}}");
        apply("", "-f", folder.toString());
        assertEquals(List.of("PUT /v1/objects/A/x/a", "PUT /v1/objects/B/x/b"), ingest.lines());
        apply("", "-f", folder.toString(), "-R");
        assertEquals(5, ingest.requests().size());
    }

    @Test
    void jsonTellsEachOutcomeToMachines() throws IOException {
        ingest.on("PUT /v1/objects/Artifact/09287/vpc", 201, stored("e1"));
        Cli cli = apply("", "-f", file("a.yaml", TWO), "-o", "json");
        var items = Json.parse(cli.out()).path("items");
        assertEquals("e1", items.get(0).path("eventId").asString());
        assertEquals("rejected", items.get(1).path("status").asString());
        assertEquals(1, cli.exit());
    }

    @Test
    void whatAWriteBuildsOnTravelsInTheHeaders() {
        String one = "{kind: HelmRelease, metadata: {name: plex}}";
        apply(one, "-f", "-", "-a", "media", "--if-match", "e1");
        apply(one, "-f", "-", "-a", "media", "--if-match", "none");
        assertEquals("\"e1\"", ingest.requests().getFirst().headers().get("if-match"));
        assertEquals("*", ingest.requests().getLast().headers().get("if-none-match"));
    }

    @Test
    void oneConditionIsNotForSeveralDocuments() throws IOException {
        assertEquals(
                2,
                apply("", "-f", file("a.yaml", TWO), "--app", "media", "--if-match", "e1")
                        .exit());
        assertEquals(List.of(), ingest.requests());
    }

    @Test
    void withoutFilesItIsAUsageError() {
        assertEquals(2, apply("").exit());
    }

    private static String stored(String eventId) {
        return "{\"status\":\"stored\",\"eventId\":\"" + eventId + "\",\"token\":\"t\"}";
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private Cli apply(String in, String... arguments) {
        return Cli.run(
                InstantSource.fixed(Cli.NOW),
                in,
                ApplyCommand::new,
                Stream.concat(Stream.of("--ingest", ingest.url()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
