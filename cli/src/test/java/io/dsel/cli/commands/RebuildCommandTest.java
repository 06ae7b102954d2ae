package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import java.time.InstantSource;
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
        sink.on("GET /v1/index", index(1, "2", "null", 1234, false));
        Cli cli = rebuild();
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("""
                TARGET   LIVE   CANDIDATE   PREVIOUS   STATE
                index    v1     v2          -          1,234 records to go
                """, cli.out());
    }

    @Test
    void theListAsJsonHasAllThatIsKnown() {
        sink.on("GET /v1/index", index(2, "null", "1", 0, false));
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
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--sink";
        all[arguments.length + 1] = sink.url();
        return Cli.run(InstantSource.system(), "", RebuildCommand::new, all);
    }
}
