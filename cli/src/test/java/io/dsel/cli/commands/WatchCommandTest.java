package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code watch}, and {@code history --follow}. */
class WatchCommandTest {
    private static final String KINDS = """
            {"kinds":[{"objectKind":"Deployment","schema":"typed","eventKinds":[
               {"name":"DeploymentAppliedEvent","topic":"t","partitions":4}]}],
             "aggregates":[{"name":"ExecutionStatusAggregate","topic":"t","partitions":4}]}
            """;
    private static final String LIVE = "id: l\nevent: live\ndata: {}\n\n";
    private static final String ENOUGH = "{\"title\":\"Enough\",\"status\":400}";

    private FeedServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new FeedServer(KINDS);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void eachEventIsALineAndWhatIsAskedForIsSent() {
        gateway.sends("retry: 1000\nid: 0\n\n: heartbeat\nid: 0\n\n" + LIVE + event(1) + event(2));
        Cli cli = run(
                WatchCommand::new,
                "deployments",
                "Exec*",
                "-a",
                "shop",
                "--execution",
                "r",
                "--from",
                "2h",
                "--limit",
                "2");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals("""
                WHEN                      EVENT                      APP          NAME                   WHO
                2026-01-15 11:00:01.000   DeploymentAppliedEvent     shop         checkout               ada
                2026-01-15 11:00:02.000   DeploymentAppliedEvent     shop         checkout               ada
                """, cli.out());
        assertEquals("", cli.err());
        assertEquals(
                List.of(
                        "/v1/watch?kind=Deployment&kind=Exec%2A&app=shop&execution=r&from=2026-01-15T10%3A00%3A00.000Z"),
                gateway.asked().stream()
                        .map(asked -> asked.replace("Exec*", "Exec%2A"))
                        .toList());
    }

    @Test
    void afterABreakItGoesOnBehindTheLastWholeEventAndSaysSo() {
        gateway.sendsAndBreaks(event(1) + "id: 2\nevent: DeploymentAppliedEvent\nda");
        gateway.refuses(503, "{\"title\":\"Not available now\",\"status\":503}");
        gateway.sends(event(2) + event(3));
        Cli cli = run(WatchCommand::new, "--limit", "3", "-o", "json");
        assertEquals(0, cli.exit(), cli.err());
        assertEquals(
                List.of("e1", "e2", "e3"),
                cli.out()
                        .lines()
                        .map(line -> Json.parse(line).at("/meta/eventId").asString())
                        .toList());
        assertEquals(List.of("/v1/watch?from=now", "/v1/watch?from=now @1", "/v1/watch?from=now @1"), gateway.asked());
        assertTrue(cli.err().startsWith("Broken off: the connection broke. Trying to go on …\n"), cli.err());
        assertTrue(cli.err().endsWith("Back, and going on where it broke.\n"), cli.err());
        assertEquals(2, cli.err().lines().count(), "said once, however often it is tried");
    }

    @Test
    void whatCannotBeReadIsToldBesideTheEvents() {
        gateway.sends("id: 1\nevent: unreadable\ndata: {\"reason\":\"magic byte is 7\","
                + "\"position\":{\"topic\":\"t\",\"partition\":2,\"offset\":9}}\n\n" + event(2));
        Cli cli = run(WatchCommand::new, "--limit", "1", "-o", "yaml");
        assertTrue(cli.out().contains("eventId: e2"), cli.out());
        assertEquals("dsel: passed over a record that is no event, at t/2/9: magic byte is 7\n", cli.err());
    }

    @Test
    void aRefusalEndsIt() {
        gateway.refuses(404, "{\"title\":\"No such kind\",\"detail\":\"there is no kind 'X'\",\"status\":404}");
        Cli cli = run(WatchCommand::new, "X*");
        assertEquals(1, cli.exit());
        assertEquals("dsel: No such kind: there is no kind 'X'\n", cli.err());
    }

    @Test
    void aStartThatIsNoneIsAnErrorOfTheCommandLine() {
        assertEquals(2, run(WatchCommand::new, "--from", "sometime").exit());
        gateway.close();
        assertEquals(3, run(WatchCommand::new).exit(), "nothing answers");
    }

    @Test
    void historyThatIsFollowedIsItsLastEventsAndThenWhatComes() {
        gateway.sends(event(1) + event(2) + event(3) + LIVE + event(4)).refuses(400, ENOUGH);
        Cli cli = run(HistoryCommand::new, "deployment", "checkout", "-a", "shop", "--follow", "--limit", "2");
        assertEquals("""
                WHEN                      ACTION       WHO          EXECUTION              EVENT
                2026-01-15 11:00:02.000   Applied      ada          run-1                  e2
                2026-01-15 11:00:03.000   Applied      ada          run-1                  e3
                2026-01-15 11:00:04.000   Applied      ada          run-1                  e4
                """, cli.out());
        assertEquals(
                "/v1/watch?entity=Deployment%2Fshop%2Fcheckout&from=beginning",
                gateway.asked().getFirst());
        assertEquals(
                "/v1/watch?entity=Deployment%2Fshop%2Fcheckout&from=beginning @4",
                gateway.asked().get(1));
    }

    private static String event(int n) {
        return """
                id: %1$d
                event: DeploymentAppliedEvent
                data: {"apiVersion":"v1alpha1","kind":"DeploymentAppliedEvent","meta":{"eventId":"e%1$d",\
                "timestamp":"2026-01-15T10:00:0%1$d.000Z","userId":"ada","name":"checkout","appId":"shop",\
                "executionId":"run-1"},"spec":{"deployment":{"kind":"Deployment"}}}

                """.formatted(n);
    }

    private Cli run(Function<Surroundings, Object> command, String... arguments) {
        return Cli.run(
                command,
                Stream.concat(Stream.of("--gateway", gateway.url()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
