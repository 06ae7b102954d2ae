package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code history}, {@code events}, {@code execution}, {@code executions}, {@code kinds} and {@code search}. */
class ReadingCommandsTest {
    private static final String KINDS = """
            {"kinds":[{"objectKind":"Deployment","schema":"typed","eventKinds":[
               {"name":"DeploymentAppliedEvent","topic":"t","partitions":4},
               {"name":"DeploymentFailedEvent","topic":"t","partitions":4}]}],
             "aggregates":[{"name":"ExecutionStatusAggregate","topic":"t","partitions":4}]}
            """;
    private static final String ITEM = """
            {"eventId":"e%d","timestamp":"2026-01-15T10:00:0%d.000Z","kind":"DeploymentAppliedEvent","action":"Applied",
             "entity":"Deployment/shop/checkout","appId":"shop","name":"checkout","userId":"ada","executionId":"run-1"}
            """;

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
    void historyIsNewestFirstAndSaysWhenThereIsMore() {
        gateway.on(
                "GET /v1/objects/Deployment/shop/checkout/history?limit=2",
                "{\"items\":[" + item(2) + "," + item(1) + "],\"next\":\"c\",\"receipt\":{}}");
        Cli cli = run(HistoryCommand::new, "deployments", "checkout", "-a", "shop", "--limit", "2");
        assertEquals("""
                WHEN                      ACTION    WHO   EXECUTION   EVENT   AGE
                2026-01-15 11:00:02.000   Applied   ada   run-1       e2      119m
                2026-01-15 11:00:01.000   Applied   ada   run-1       e1      119m
                """, cli.out());
        assertEquals("There is more before that; --limit 0 lists all.\n", cli.err());
    }

    @Test
    void allOfAHistoryIsReadPageByPage() {
        String path = "GET /v1/objects/Deployment/shop/checkout/history?";
        gateway.on(path + "full=true&limit=200", "{\"items\":[{\"event\":{\"rev\":2}}],\"next\":\"c\",\"receipt\":{}}");
        gateway.on(
                path + "full=true&limit=200&after=c",
                "{\"items\":[{\"event\":{\"rev\":1}}],\"next\":null,\"receipt\":{}}");
        Cli cli = run(HistoryCommand::new, "deployment/checkout", "-a", "shop", "--limit", "0", "--full", "-o", "yaml");
        assertEquals("rev: 2\n---\nrev: 1\n", cli.out());
        assertEquals("", cli.err());
    }

    @Test
    void aHistoryIsReadAsOfAVersionAndSaysWhatIsNot() {
        gateway.on(
                "GET /v1/objects/Deployment/shop/checkout/history?full=true&apiVersion=v1beta1&limit=20",
                "{\"items\":[{\"eventId\":\"e2\",\"event\":{\"rev\":2},\"convertedFrom\":\"v1alpha1\"},"
                        + "{\"eventId\":\"e1\",\"event\":{\"rev\":1},\"notConvertible\":\"no way\"}],\"next\":null}");
        Cli cli = run(
                HistoryCommand::new,
                "deployment/checkout",
                "-a",
                "shop",
                "--api-version",
                "v1beta1",
                "--full",
                "-o",
                "yaml");
        assertEquals("rev: 2\n---\nrev: 1\n", cli.out());
        assertEquals("Note: event e1 is shown as it was written: no way\n", cli.err());
    }

    @Test
    void aVersionThatNothingWouldBeShownOfIsAUsageError() {
        for (String[] rest : new String[][] {
            {"--full"}, {"-o", "yaml"}, {"--full", "-o", "yaml", "--follow"},
        }) {
            Cli cli = run(
                    HistoryCommand::new,
                    Stream.concat(
                                    Stream.of("deployment/checkout", "-a", "shop", "--api-version", "v1beta1"),
                                    Arrays.stream(rest))
                            .toArray(String[]::new));
            assertEquals(2, cli.exit(), cli.err());
            assertTrue(cli.err().contains("--api-version"), cli.err());
        }
    }

    @Test
    void aHistoryIsNarrowedAndTurnedAround() {
        gateway.on(
                "GET /v1/objects/Deployment/shop/checkout/history?order=asc&user=ada&user=bob&execution=run-1"
                        + "&knownAt=2026-01-15T11%3A00%3A00.000Z&from=2026-01-14T12%3A00%3A00.000Z"
                        + "&to=2026-01-15T11%3A30%3A00.000Z&kind=DeploymentFailedEvent&limit=1",
                "{\"items\":[" + item(1) + "],\"next\":\"c\"}");
        Cli cli = run(
                HistoryCommand::new,
                "deployment/checkout",
                "-a",
                "shop",
                "--order",
                "asc",
                "--user",
                "ada",
                "--user",
                "bob",
                "--execution",
                "run-1",
                "--known-at",
                "1h",
                "--from",
                "1d",
                "--to",
                "30m",
                "--kind",
                "deploymentfailedevent",
                "--limit",
                "1");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("There is more after that; --limit 0 lists all.\n", cli.err());
    }

    @Test
    void eventsOfAnyObjectsAreListed() {
        gateway.on(
                "GET /v1/events?user=ada&app=shop&correlation=c%201&execution=run-1&order=asc"
                        + "&from=2026-01-14T12%3A00%3A00.000Z&kind=Deployment&limit=20",
                "{\"items\":[" + item(1) + "," + item(2) + "],\"next\":null}");
        Cli cli = run(
                EventsCommand::new,
                "--user",
                "ada",
                "-a",
                "shop",
                "--correlation",
                "c 1",
                "--execution",
                "run-1",
                "--order",
                "asc",
                "--from",
                "1d",
                "--kind",
                "deployments");
        assertEquals("""
                WHEN                      EVENT                    APP    NAME       WHO   EVENT ID
                2026-01-15 11:00:01.000   DeploymentAppliedEvent   shop   checkout   ada   e1
                2026-01-15 11:00:02.000   DeploymentAppliedEvent   shop   checkout   ada   e2
                """, cli.out());
        gateway.on("GET /v1/events?app=x&limit=20", "{\"items\":[],\"next\":null}");
        assertEquals("There are none.\n", run(EventsCommand::new, "-a", "x").out());
        gateway.on("GET /v1/events?full=true&limit=1", "{\"items\":[{\"event\":{\"rev\":1}}],\"next\":\"c\"}");
        Cli whole = run(EventsCommand::new, "--full", "--limit", "1", "-o", "yaml");
        assertEquals("rev: 1\n", whole.out());
        assertEquals("There is more; --limit 0 lists all.\n", whole.err());
    }

    @Test
    void executionsAreListedWithWhatCameOfThem() {
        gateway.on("GET /v1/executions?phase=failed&user=ada&app=shop&from=2026-01-14T12%3A00%3A00.000Z&limit=20", """
                {"items":[{
                  "event":{"kind":"ExecutionStatusAggregate","meta":{"executionId":"run-1"},
                    "spec":{"summary":{"phase":"FAILED","status":"FAILED","startTime":"2026-01-15T10:00:01.000Z",
                                       "duration":"PT4S"},
                            "references":{"triggeredBy":"ada"},"eventStream":{"totalEvents":3}}}}],"next":null}
                """);
        Cli cli = run(ExecutionsCommand::new, "--phase", "failed", "--user", "ada", "--app", "shop", "--from", "1d");
        assertEquals("""
                EXECUTION   STARTED               PHASE    STATUS   DURATION   WHO   EVENTS   AGE
                run-1       2026-01-15 11:00:01   FAILED   FAILED   4s         ada   3        119m
                """, cli.out());
    }

    @Test
    void historyNeedsAName() {
        assertEquals(2, run(HistoryCommand::new, "deployment").exit());
    }

    @Test
    void anExecutionIsItsSummaryAndItsEvents() {
        gateway.on(
                "GET /v1/executions/run-1/events?limit=200",
                "{\"items\":[" + item(1) + "],\"next\":null,\"receipt\":{}}");
        gateway.on("GET /v1/executions/run-1", """
                {"event":{"apiVersion":"v1alpha1","kind":"ExecutionStatusAggregate","meta":{},
                  "spec":{"summary":{"phase":"DEPLOY","status":"COMPLETED","startTime":"2026-01-15T10:00:01.000Z","duration":"PT8M43.9S","errorCount":0},
                          "references":{"artifact":{"name":"vpc","version":"2.1.0"},"approvedBy":["ada","bob"],"configs":[]},
                          "eventStream":{"totalEvents":1}}},"receipt":{}}
                """);
        Cli cli = run(ExecutionCommand::new, "run-1");
        assertEquals("""
                phase        DEPLOY
                status       COMPLETED
                startTime    2026-01-15 11:00:01.000
                duration     8m43.9s
                errorCount   0
                artifact     vpc 2.1.0
                approvedBy   ada, bob
                events       1

                WHEN                      EVENT                    APP    NAME       WHO   EVENT ID
                2026-01-15 11:00:01.000   DeploymentAppliedEvent   shop   checkout   ada   e1
                """, cli.out());
    }

    @Test
    void anExecutionWithoutAggregateStillShowsItsEvents() {
        gateway.on(
                "GET /v1/executions/run-1/events?limit=200",
                "{\"items\":[" + item(1) + "],\"next\":null,\"receipt\":{}}");
        Cli cli = run(ExecutionCommand::new, "run-1", "-o", "json");
        assertEquals(0, cli.exit());
        assertTrue(Json.parse(cli.out()).path("aggregate").isNull());
        assertEquals(1, Json.parse(cli.out()).path("events").size());
    }

    @Test
    void anExecutionThatIsNoneIsAnError() {
        gateway.on("GET /v1/executions/x%2Fy/events?limit=200", "{\"items\":[],\"next\":null,\"receipt\":{}}");
        Cli cli = run(ExecutionCommand::new, "x/y");
        assertEquals("dsel: there is no execution 'x/y'\n", cli.err());
        assertEquals(1, cli.exit());
    }

    @Test
    void kindsAreListedWithTheirActions() {
        assertEquals("""
                KIND                       SCHEMA      ACTIONS
                Deployment                 typed       Applied, Failed
                ExecutionStatusAggregate   aggregate   -
                """, run(KindsCommand::new).out());
        assertEquals(
                Json.parse(KINDS),
                Yaml.parse(run(KindsCommand::new, "-o", "yaml").out()));
    }

    @Test
    void searchSendsWhatWasAskedAndShowsWhatMatched() {
        gateway.on(
                "GET /v1/search?q=out%20of%20memory&app=shop&facet=a%3Db&facet=c%3Dd&from=2026-01-14T12%3A00%3A00.000Z"
                        + "&resolution=heads&limit=20&kind=Deployment&kind=DeploymentFailedEvent",
                """
                {"items":[{"event":{"kind":"DeploymentFailedEvent","meta":{"timestamp":"2026-01-15T10:00:00.000Z",
                   "userId":"ada","name":"checkout","appId":"shop"},"spec":{"deployment":{}}},"score":1.5,
                   "highlight":["killed:\\n<em>out</em> of <em>memory</em>"]}],
                 "total":3,"facets":{"kind":{"DeploymentFailedEvent":3},"userId":{}},"next":"cur","receipt":{}}
                """);
        Cli cli = run(
                SearchCommand::new,
                "out of",
                "memory",
                "--kind",
                "deployments",
                "--kind",
                "deploymentfailedevent",
                "-a",
                "shop",
                "--facet",
                "a=b",
                "--facet",
                "c=d",
                "--from",
                "1d",
                "--in",
                "heads");
        assertEquals("""
                WHEN                  EVENT                   APP    NAME       WHO   AGE
                2026-01-15 11:00:00   DeploymentFailedEvent   shop   checkout   ada   2h
                    killed: out of memory

                1 of 3
                kind: DeploymentFailedEvent 3
                """, cli.out());
        assertEquals("There are more: --limit N, or --after cur\n", cli.err());
    }

    @Test
    void searchThatFindsNothingSaysSo() {
        gateway.on("GET /v1/search?limit=20", "{\"items\":[],\"total\":0,\"facets\":{},\"next\":null,\"receipt\":{}}");
        assertEquals("Nothing found.\n", run(SearchCommand::new).out());
    }

    @Test
    void everyCommandHasHelpWithExamples() {
        List<Function<Surroundings, Object>> commands = List.of(
                ApplyCommand::new,
                GetCommand::new,
                HistoryCommand::new,
                DiffCommand::new,
                BlameCommand::new,
                WhenCommand::new,
                ExecutionCommand::new,
                ExecutionsCommand::new,
                EventsCommand::new,
                KindsCommand::new,
                SearchCommand::new,
                WatchCommand::new,
                RebuildCommand::new,
                ReplayCommand::new);
        for (Function<Surroundings, Object> command : commands) {
            Cli help = Cli.run(command, "--help");
            assertEquals(0, help.exit(), help.err());
            assertTrue(help.out().contains("Examples:\n  dsel "), help.out());
        }
    }

    private static String item(int n) {
        return ITEM.formatted(n, n);
    }

    private Cli run(Function<Surroundings, Object> command, String... arguments) {
        return Cli.run(
                command,
                Stream.concat(Stream.of("--gateway", gateway.url()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
