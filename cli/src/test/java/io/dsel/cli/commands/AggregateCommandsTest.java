package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.json.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code aggregates} and {@code lineage}. */
class AggregateCommandsTest {
    private static final String AGGREGATES = """
            {"items":[
               {"name":"ArtifactUsageAggregate","version":2,"role":"CANDIDATE",
                "aggregate":"ArtifactUsageV2Aggregate","formula":"91bca489d5b8","state":"BUILDING","position":50,"end":200,
                "description":"Where an artifact is used."},
               {"name":"ExecutionStatusAggregate","version":1,"role":"LIVE",
                "aggregate":"ExecutionStatusAggregate","formula":"46daab17a86f","state":"BUILT","position":9,"end":9,
                "description":"How an execution stands."},
               {"name":"LateAggregate","version":1,"role":"LIVE","aggregate":"LateAggregate","formula":"000000000000","state":"WAITING","description":""}]}
            """;
    private static final String KINDS = """
            {"kinds":[],"aggregates":[{"name":"ArtifactUsageAggregate","topic":"t","partitions":4},
                                      {"name":"ExecutionStatusAggregate","topic":"t","partitions":4}]}
            """;
    private static final String EVENTS = """
            {"items":[{"eventId":"e1","timestamp":"2026-01-15T10:00:01.000Z","kind":"DeploymentAppliedEvent",
                       "action":"Applied","entity":"Deployment/shop/checkout","appId":"shop","name":"checkout",
                       "userId":"ada","executionId":"run-1","sequence":1}],"next":%s}
            """;

    private ContractServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new ContractServer().on("GET /v1/kinds", KINDS).on("GET /v1/aggregates", AGGREGATES);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aggregatesSayHowFarTheyAre() {
        assertEquals("""
                AGGREGATE                  VERSION   ROLE        FORMULA        STATE      OF THE LOG   DESCRIPTION
                ArtifactUsageAggregate     2         candidate   91bca489d5b8   BUILDING   25 %         Where an artifact is used.
                ExecutionStatusAggregate   1         live        46daab17a86f   BUILT      -            How an execution stands.
                LateAggregate              1         live        000000000000   WAITING    -            -
                """, run(AggregatesCommand::new).out());
        assertEquals(
                Json.parse(AGGREGATES),
                Json.parse(run(AggregatesCommand::new, "-o", "json").out()));
    }

    @Test
    void theEventsOfAnAggregateAreThoseUpToItsSequence() {
        gateway.on(
                "GET /v1/objects/ArtifactUsageAggregate/shop/vpc?asOf=2026-01-15T10%3A00%3A00.000Z",
                "{\"event\":{\"spec\":{\"eventStream\":{\"totalEvents\":6,\"sequence\":7}}}}");
        gateway.on(
                "GET /v1/aggregates/ArtifactUsageAggregate/shop/vpc/events?sequence=7&limit=1",
                EVENTS.formatted("\"c\""));
        Cli cli = run(
                LineageCommand::new,
                "artifactusageaggregate/vpc",
                "-a",
                "shop",
                "--as-of",
                "2026-01-15T10:00:00Z",
                "-n",
                "1");
        assertEquals("""
                WHEN                      EVENT                    APP    NAME       WHO   EVENT ID
                2026-01-15 11:00:01.000   DeploymentAppliedEvent   shop   checkout   ada   e1
                """, cli.out());
        assertEquals("There are more; -n 0 lists all.\n", cli.err());
    }

    @Test
    void anAggregateThatBelongsToNoApplicationNeedsNone() {
        gateway.on(
                "GET /v1/objects/ExecutionStatusAggregate/_/run-1",
                "{\"event\":{\"spec\":{\"eventStream\":{\"totalEvents\":4}}}}");
        gateway.on(
                "GET /v1/aggregates/ExecutionStatusAggregate/_/run-1/events?sequence=4&limit=200",
                EVENTS.formatted("null"));
        Cli cli = run(LineageCommand::new, "ExecutionStatusAggregate", "run-1", "-o", "json");
        assertEquals("e1", Json.parse(cli.out()).at("/events/0/eventId").asString(""), cli.err());
        assertEquals(false, Json.parse(cli.out()).path("more").asBoolean(true));
    }

    @Test
    void theAggregatesOfAnEventAreThoseThatItCaused() {
        gateway.on(
                "GET /v1/events?kind=ArtifactUsageAggregate&kind=ExecutionStatusAggregate&kind=LateAggregate"
                        + "&causation=e1&order=asc&limit=200",
                "{\"items\":[],\"next\":null}");
        assertEquals("There are none.\n", run(LineageCommand::new, "e1").out());
    }

    private Cli run(Function<Surroundings, Object> command, String... arguments) {
        return Cli.run(
                command,
                Stream.concat(Stream.of("--gateway", gateway.url()), Arrays.stream(arguments))
                        .toArray(String[]::new));
    }
}
