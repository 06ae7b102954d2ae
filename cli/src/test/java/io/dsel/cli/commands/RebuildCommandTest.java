package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildCommandTest {
    private ContractServer sink;

    @BeforeEach
    void start() throws IOException {
        sink = new ContractServer();
    }

    @AfterEach
    void stop() {
        sink.close();
    }

    @Test
    void aloneItListsWhatThereIsAndWhatCanBeDone() {
        sink.on("GET /v1/index", index(1, "2", "null", 1234, false)).on("GET /v1/aggregates", versions("BUILDING"));
        Cli cli = rebuild();
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("""
                TARGET           LIVE        CANDIDATE   PREVIOUS   STATE
                index            v1          v2          -          1,234 records to go
                VisitAggregate   version 1   version 2   -          150 records to go
                """, cli.out());
    }

    @Test
    void theListAsJsonHasAllThatIsKnown() {
        sink.on("GET /v1/index", index(2, "null", "1", 0, false)).on("GET /v1/aggregates", "{\"items\":[]}");
        Cli cli = rebuild("-o", "json");
        assertEquals(2, Json.parse(cli.out()).at("/index/live").asInt());
    }

    @Test
    void itIsStartedWithTheRateAndWatchedUntilItHasCaughtUp() {
        sink.on("POST /v1/index/rebuild", index(1, "2", "null", 10, false))
                .on("GET /v1/index", index(1, "2", "null", 10, false))
                .on("GET /v1/index", index(1, "2", "null", 4, false))
                .on("GET /v1/index", index(1, "2", "null", 0, true));
        Cli cli = rebuild("index", "--rate", "500");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals(Json.parse("{\"rate\":500}"), sink.requests().getFirst().body());
        assertEquals(4, sink.requests().size());
        assertTrue(cli.err().contains("Rebuild of index: 10 records in "), cli.err());
        assertTrue(cli.out().contains("index v2 beside v1, caught up"), cli.out());
    }

    @Test
    void detachedItReturnsAtOnce() {
        sink.on("POST /v1/index/rebuild", index(1, "2", "null", 10, false));
        Cli cli = rebuild("index", "--detach");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals(1, sink.requests().size());
        assertEquals(Json.parse("{}"), sink.requests().getFirst().body());
    }

    @Test
    void oneThatIsDroppedMeanwhileIsNotWaitedFor() {
        sink.on("POST /v1/index/rebuild", index(1, "2", "null", 10, false))
                .on("GET /v1/index", index(1, "null", "null", 0, false));
        Cli cli = rebuild("index");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("promoted or dropped"), cli.err());
    }

    @Test
    void aComparisonThatFindsNothingIsSuccess() {
        comparing("""
                {"state":"DONE","done":7,"total":7,"live":1,"other":2,"equal":true,"documents":7,
                 "counts":[{"index":"events","month":"2026.03","kind":"BuildStartedEvent","live":7,"other":7}],
                 "missing":0,"different":0,"extra":0,"fields":{},"examples":[]}""");
        Cli cli = rebuild("compare", "index");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("v2 equals v1 in 7 documents.\n", cli.out());
    }

    @Test
    void aComparisonNamesWhatDiffers() {
        comparing("""
                {"state":"DONE","done":8,"total":8,"live":1,"other":2,"equal":false,"documents":8,
                 "counts":[{"index":"events","month":"2026.03","kind":"BuildStartedEvent","live":8,"other":7}],
                 "missing":1,"different":1,"extra":0,"fields":{"name":1},
                 "examples":[{"difference":"missing","index":"dsel-events-v2-2026.03","id":"e1","fields":[]},
                             {"difference":"different","index":"dsel-events-v2-2026.03","id":"e2","fields":["name"]}]}""");
        Cli cli = rebuild("compare", "index");
        assertEquals(1, cli.exit());
        assertEquals("""
                INDEX    MONTH     KIND                V1   V2
                events   2026.03   BuildStartedEvent   8    7

                DIFFERENCE   INDEX                    DOCUMENT   FIELDS
                missing      dsel-events-v2-2026.03   e1         -
                different    dsel-events-v2-2026.03   e2         name

                Fields that differ: name in 1.
                v2 is not v1: of 8 documents 1 are missing, 1 are different; 0 are there besides.
                """, cli.out());
    }

    @Test
    void aComparisonThatBreaksOffIsNoFinding() {
        comparing("{\"state\":\"FAILED\",\"reason\":\"OpenSearch does not answer\"}");
        Cli cli = rebuild("compare", "index");
        assertEquals(3, cli.exit());
        assertTrue(cli.err().contains("OpenSearch does not answer"), cli.err());
    }

    @Test
    void thePromotedOneIsNamedAndTheOneFromBefore() {
        sink.on("POST /v1/index/promote", index(2, "null", "1", 0, false));
        Cli cli = rebuild("promote", "index");
        assertEquals("index v2 is read now; v1 stays until it is dropped.\n", cli.out(), cli.err());
    }

    @Test
    void whatTheSinkRefusesIsToldWithWhatToDo() {
        sink.on("POST /v1/index/rollback", 409, """
                {"title":"Nothing to roll back to","detail":"there is no previous generation"}""");
        Cli cli = rebuild("rollback", "index");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("there is no previous generation"), cli.err());
    }

    @Test
    void aTargetThatDoesNotExistIsNamed() {
        Cli cli = rebuild("drop", "indx");
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("there is no 'indx' to rebuild"), cli.err());
    }

    @Test
    void anAggregateIsBuiltAgainAndWatchedUntilItIsBuilt() {
        sink.on("POST /v1/aggregates/VisitAggregate/rebuild", "{}")
                .on("GET /v1/aggregates", versions("BUILDING"))
                .on("GET /v1/aggregates", versions("BUILDING"))
                .on("GET /v1/aggregates", versions("BUILT"));
        Cli cli = rebuild("aggregate", "VisitAggregate", "--user", "ada", "--comment", "doubt");
        assertEquals(0, cli.exit(), cli.err());
        ContractServer.Request step = sink.requests().stream()
                .filter(request -> request.line().startsWith("POST"))
                .findFirst()
                .orElseThrow();
        assertEquals("ada", step.headers().get("dsel-user"));
        assertEquals("doubt", step.headers().get("dsel-comment"));
        assertEquals(
                "VisitAggregate: version 2 beside version 1, caught up: compare, then promote or drop.\n", cli.out());
    }

    @Test
    void anotherManifestIsAppliedFirst() {
        sink.on("PUT /v1/objects/Aggregate/dsel/VisitAggregate", 201, "{}")
                .on("POST /v1/aggregates/VisitAggregate/rebuild", "{}")
                .on("GET /v1/aggregates", versions("BUILT"));
        String manifest = "kind: Aggregate\nmeta: {name: VisitAggregate}\nspec: {owner: o}\n";
        Cli cli = rebuildOf(manifest, "aggregate", "VisitAggregate", "-f", "-", "--detach");
        assertEquals(0, cli.exit(), cli.err());
        assertTrue(
                sink.lines().contains("PUT /v1/objects/Aggregate/dsel/VisitAggregate"),
                sink.lines().toString());
        Cli other = rebuildOf(manifest, "aggregate", "OtherAggregate", "-f", "-");
        assertEquals(1, other.exit());
        assertTrue(other.err().contains("holds 0 manifests of OtherAggregate"), other.err());
    }

    @Test
    void theStepsOfAnAggregateAreTheIngestServices() {
        sink.on("POST /v1/aggregates/VisitAggregate/promote", 409, """
                        {"title":"Not now","detail":"version 2 is not built yet"}""").on("GET /v1/aggregates", versions("BUILDING"));
        Cli early = rebuild("promote", "VisitAggregate");
        assertEquals(1, early.exit());
        assertTrue(early.err().contains("version 2 is not built yet"), early.err());
        Cli compared = rebuild("compare", "VisitAggregate");
        assertEquals(3, compared.exit());
        assertTrue(compared.err().contains("version 2 is not built yet"), compared.err());
        Cli unknown = rebuild("compare", "NobodysAggregate");
        assertTrue(unknown.err().contains("there is no aggregate 'NobodysAggregate'"), unknown.err());
    }

    private static String versions(String state) {
        return """
                {"items":[{"name":"VisitAggregate","version":1,"role":"LIVE","aggregate":"VisitAggregate","state":"BUILT"},
                          {"name":"VisitAggregate","version":2,"role":"CANDIDATE","aggregate":"VisitV2Aggregate",
                           "state":"%s","position":50,"end":200}]}
                """.formatted(state);
    }

    private void comparing(String result) {
        sink.on("POST /v1/index/compare", "{}")
                .on("GET /v1/index/compare", "{\"state\":\"RUNNING\",\"done\":1,\"total\":8}")
                .on("GET /v1/index/compare", result);
    }

    private static String index(int live, String candidate, String previous, long lag, boolean caughtUp) {
        String beside = candidate.equals("null")
                ? ""
                : "{\"generation\":" + candidate + ",\"role\":\"CANDIDATE\",\"lag\":" + lag + ",\"caughtUp\":"
                        + caughtUp + "}";
        return "{\"live\":" + live + ",\"candidate\":" + candidate + ",\"previous\":" + previous + ",\"generations\":["
                + beside + "]}";
    }

    private Cli rebuild(String... arguments) {
        return rebuildOf("", arguments);
    }

    private Cli rebuildOf(String input, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        for (String service : List.of("--sink", "--streams", "--ingest")) {
            all.addAll(List.of(service, sink.url()));
        }
        return Cli.run(InstantSource.system(), input, RebuildCommand::new, all.toArray(String[]::new));
    }
}
