package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
    private static final String PLAN = """
            {"group":"dsel-indexer","records":12,"partitions":[
              {"topic":"dsel.heads","partition":0,"from":10,"to":0,"records":10},
              {"topic":"dsel.heads","partition":1,"from":2,"to":0,"records":2}]}
            """;
    private static final List<String> STEPS = List.of(
            "POST /v1/replay/plan",
            "POST /v1/replay/pause",
            "POST /v1/replay/apply",
            "POST /v1/replay/resume",
            "GET /v1/lag",
            "GET /v1/lag");

    private ContractServer first;
    private ContractServer second;

    @BeforeEach
    void start() throws IOException {
        first = replaying();
        second = replaying();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void aDryRunShowsThePlanAndChangesNothing() {
        Cli cli = replay("", "sink", "--to-earliest", "--dry-run", "--sink", first.url());
        assertEquals("""
                TOPIC        PARTITION   FROM   TO   RECORDS
                dsel.heads   0           10     0    10
                dsel.heads   1           2      0    2

                dsel-indexer reads 12 records again, in 2 partition(s) of 1 topic(s).
                """, cli.out());
        assertEquals(List.of("POST /v1/replay/plan"), first.lines());
        assertEquals(
                Json.parse("{\"to\":\"earliest\"}"), first.requests().getFirst().body());
    }

    @Test
    void theStepsComeInOrderUntilItHasCaughtUp() {
        first.on("GET /v1/lag", lag(12)).on("GET /v1/lag", lag(0));
        Cli cli = replay("", "sink", "--to-offset", "5", "--yes", "--sink", first.url());
        assertEquals(0, cli.exit(), cli.err());
        assertEquals(STEPS, first.lines());
        assertEquals(
                Json.parse("{\"to\":\"offset\",\"offset\":5}"),
                first.requests().get(2).body());
        assertTrue(cli.out().contains("The sink has caught up"), cli.out());
        assertTrue(cli.err().contains("Replay of the sink: 12 records in "), cli.err());
    }

    @Test
    void theGenerationOfThePlanIsPausedMovedAndResumedAndNoOther() throws IOException {
        try (ContractServer sink = new ContractServer()
                .on("POST /v1/replay/plan", "{\"group\":\"g\",\"generation\":7,\"records\":12,\"partitions\":[]}")
                .on("POST /v1/replay/pause", "{}")
                .on("POST /v1/replay/apply", PLAN)
                .on("POST /v1/replay/resume", "{}")
                .on("GET /v1/lag?generation=7", lag(0))) {
            Cli cli = replay("", "sink", "--to-earliest", "-y", "--sink", sink.url());
            assertEquals(0, cli.exit(), cli.err());
            assertEquals(
                    List.of("{\"generation\":7}", "{\"to\":\"earliest\",\"generation\":7}", "{\"generation\":7}"),
                    sink.requests().subList(1, 4).stream()
                            .map(request -> request.body().toString())
                            .toList());
        }
    }

    @Test
    void everyInstanceOfTheStreamsIsPausedBeforeTheFirstIsMoved() {
        first.on("GET /v1/instances", "[\"" + first.url() + "\",\"" + second.url() + "\"]")
                .on("GET /v1/lag", lag(0));
        Cli cli = replay("", "streams", "--to-time", "2026-01-15", "-y", "--streams", first.url());
        assertEquals(0, cli.exit(), cli.err());
        assertEquals(
                Json.parse("{\"to\":\"time\",\"time\":\"2026-01-14T23:00:00.000Z\"}"),
                second.requests().get(1).body());
        assertEquals(
                List.of("POST /v1/replay/pause", "POST /v1/replay/apply", "POST /v1/replay/resume"), second.lines());
    }

    @Test
    void withoutYesItAsksAndSilenceIsNo() {
        Cli cli = replay("", "sink", "--to-earliest", "--sink", first.url());
        assertEquals(1, cli.exit());
        assertEquals(List.of("POST /v1/replay/plan"), first.lines());
        assertTrue(cli.err().contains("nothing was changed"), cli.err());
        first.on("GET /v1/lag", lag(0));
        assertEquals(
                0, replay("y\n", "sink", "--to-earliest", "--sink", first.url()).exit());
    }

    @Test
    void whenMovingFailsEverybodyIsResumed() throws IOException {
        try (ContractServer refusing = new ContractServer()
                .on("POST /v1/replay/plan", PLAN)
                .on("POST /v1/replay/pause", "{}")
                .on("POST /v1/replay/apply", 503, "{\"title\":\"The log does not answer\"}")
                .on("POST /v1/replay/resume", "{}")) {
            Cli cli = replay("", "sink", "--to-earliest", "-y", "--sink", refusing.url());
            assertEquals(1, cli.exit());
            assertEquals("POST /v1/replay/resume", refusing.lines().getLast());
            assertTrue(cli.err().contains("The log does not answer"), cli.err());
        }
    }

    @Test
    void aGroupThatIsNotEmptyYetIsAskedAgain() throws IOException {
        try (ContractServer slow = new ContractServer()
                .on("POST /v1/replay/plan", PLAN)
                .on("POST /v1/replay/pause", "{}")
                .on("POST /v1/replay/apply", 409, "{\"type\":\"https://dsel.io/problems/not-paused\"}")
                .on("POST /v1/replay/apply", PLAN)
                .on("POST /v1/replay/resume", "{}")
                .on("GET /v1/lag", lag(0))) {
            Cli cli = replay("", "sink", "--to-earliest", "-y", "--sink", slow.url());
            assertEquals(0, cli.exit(), cli.err());
        }
    }

    @Test
    void hundredsOfPartitionsAreShownByTopicTheLargestFirst() {
        String moves = IntStream.range(0, 100)
                .mapToObj(i -> "{\"topic\":\"t%d\",\"partition\":%d,\"from\":%d,\"to\":0,\"records\":%d}"
                        .formatted(i / 4, i % 4, i, i))
                .collect(Collectors.joining(","));
        String text = PlanText.of(
                Json.parse("{\"group\":\"g\",\"records\":4950,\"partitions\":[" + moves + "]}"),
                new io.dsel.cli.text.Style(false));
        assertTrue(text.startsWith("TOPIC   PARTITIONS   RECORDS"), text);
        assertTrue(text.lines().toList().get(1).startsWith("t24     4            390"), text);
        assertTrue(text.contains("and 5 more topics"), text);
        assertTrue(text.contains("g reads 4,950 records again, in 100 partition(s) of 25 topic(s)."), text);
    }

    @Test
    void nothingToReadAgainIsNoError() throws IOException {
        try (ContractServer done =
                new ContractServer().on("POST /v1/replay/plan", "{\"group\":\"g\",\"records\":0,\"partitions\":[]}")) {
            Cli cli = replay("", "sink", "--to-offset", "99", "--sink", done.url());
            assertEquals(0, cli.exit());
            assertTrue(cli.out().contains("Nothing to read again"), cli.out());
        }
    }

    @Test
    void oneTargetIsNeededAndOnlyOne() {
        assertEquals(2, replay("", "sink", "--sink", first.url()).exit());
        assertEquals(
                2,
                replay("", "sink", "--to-earliest", "--to-offset", "1", "--sink", first.url())
                        .exit());
    }

    @Test
    void aGenerationThatIsNotReadIsReplayedBesideTheOneThatIs() {
        first.on("GET /v1/lag?generation=2", lag(12)).on("GET /v1/lag?generation=2", lag(0));
        Cli cli = replay("", "sink", "--generation", "2", "--to-earliest", "--yes", "--sink", first.url());
        assertEquals(0, cli.exit(), cli.err());
        assertEquals(Json.parse("{\"generation\":2}"), first.requests().get(1).body(), "that one alone is paused");
        assertEquals(
                Json.parse("{\"generation\":2,\"to\":\"earliest\"}"),
                first.requests().get(2).body());
        assertEquals(
                2,
                replay("", "streams", "--generation", "2", "--to-earliest", "--streams", first.url())
                        .exit());
    }

    @Test
    void whatIsDeletedIsSaidBeforeAnythingIs() throws IOException {
        try (ContractServer streams = new ContractServer().on("POST /v1/replay/plan", """
                {"group":"dsel-aggregator","records":2,"rebuild":true,"deleted":["dsel-aggregator-heads-changelog"],
                 "partitions":[{"topic":"t","partition":1,"from":2,"to":0,"records":2}]}
                """)) {
            Cli cli = replay("", "streams", "--to-earliest", "--dry-run", "--streams", streams.url());
            assertTrue(cli.out().startsWith("""
                    The state stores of every instance are emptied, and 1 topic(s) that hold nothing else are deleted:
                      dsel-aggregator-heads-changelog

                    TOPIC """), cli.out());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "builder,dsel rebuild aggregate NAME",
        "ingest,restart it",
        "gateway,at each start",
        "watch,--from beginning",
        "verify,dsel verify"
    })
    void whoHoldsNoOffsetIsAnsweredWithWhatToDo(String reader, String instead) {
        for (Cli cli : List.of(replay("", reader), replay("", reader, "--to-earliest", "--dry-run"))) {
            assertEquals(2, cli.exit());
            assertTrue(cli.err().contains("there is nothing to replay: " + reader), cli.err());
            assertTrue(cli.err().contains(instead), cli.err());
        }
    }

    private static ContractServer replaying() throws IOException {
        return new ContractServer()
                .on("POST /v1/replay/plan", PLAN)
                .on("POST /v1/replay/pause", "{\"state\":\"PAUSED\"}")
                .on("POST /v1/replay/apply", PLAN)
                .on("POST /v1/replay/resume", "{\"state\":\"RUNNING\"}");
    }

    private static String lag(long lag) {
        return "{\"group\":\"g\",\"topics\":{\"dsel.heads\":{\"0\":{},\"1\":{}}},\"lag\":" + lag
                + ",\"position\":0,\"end\":12,\"state\":\"RUNNING\"}";
    }

    private static Cli replay(String in, String... arguments) {
        return Cli.run(InstantSource.system(), in, ReplayCommand::new, arguments);
    }
}
