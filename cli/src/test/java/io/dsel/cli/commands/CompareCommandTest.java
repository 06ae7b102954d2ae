package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a user sent stands beside what the system saved. */
class CompareCommandTest {
    private static final String ASKED = "GET /v1/events?correlation=req-1&order=asc&full=true&limit=200";

    private ContractServer gateway;

    @BeforeEach
    void start() throws IOException {
        gateway = new ContractServer();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void whereTheSystemSavedSomethingElseTheDifferenceIsShown() {
        gateway.on(ASKED, answer(event("Apply", "i1", null, 1, "closer"), event("Applied", "o1", "i1", 2, null)));
        Cli cli = compare();
        assertEquals("""
                config/db applied 2026-01-15 12:00:00.000 by ada (event o1)
                  closer
                --- sent\ti1
                +++ saved\to1
                @@ -1,3 +1,3 @@
                 kind: Config
                 spec:
                -  size: 1
                +  size: 2
                """, cli.out());
        assertEquals(0, cli.exit());
    }

    @Test
    void whatWasSavedAsItWasSentSaysSo() {
        gateway.on(ASKED, answer(event("Apply", "i1", null, 1, "closer"), event("Applied", "o1", "i1", 1, null)));
        assertTrue(
                compare().out().endsWith("  closer\n  saved as it was sent\n"),
                compare().out());
    }

    @Test
    void anOutcomeWithoutAnIntentStandsForItself() {
        gateway.on(ASKED, answer(event("Applied", "o1", null, 1, null)));
        assertTrue(compare().out().contains("no intent is stored"), compare().out());
        JsonNode json = Json.parse(compare("-o", "json").out());
        assertEquals(
                "o1",
                json.at("/0/outcome/meta/eventId")
                        .asString(json.at("/outcome/meta/eventId").asString("")));
    }

    @Test
    void aRequestThatNobodyMade() {
        gateway.on(ASKED, answer());
        Cli cli = compare();
        assertEquals(1, cli.exit());
        assertTrue(cli.err().contains("no event of request req-1"), cli.err());
    }

    private Cli compare(String... more) {
        String[] arguments = new String[3 + more.length];
        System.arraycopy(new String[] {"--gateway", gateway.url(), "req-1"}, 0, arguments, 0, 3);
        System.arraycopy(more, 0, arguments, 3, more.length);
        return Cli.run(CompareCommand::new, arguments);
    }

    private static String answer(String... events) {
        StringBuilder items = new StringBuilder();
        for (String event : events) {
            items.append(items.isEmpty() ? "" : ",")
                    .append("{\"eventId\":")
                    .append(Json.parse(event).at("/meta/eventId"))
                    .append(",\"event\":")
                    .append(event)
                    .append('}');
        }
        return "{\"items\":[" + items + "],\"next\":null}";
    }

    private static String event(String action, String id, String cause, int size, String comment) {
        return """
                {"apiVersion":"v1alpha1","kind":"Config%sEvent",
                 "meta":{"eventId":"%s",%s"timestamp":"2026-01-15T11:00:00Z","userId":"ada","name":"db","appId":"shop"},
                 "spec":{"config":{"kind":"Config","spec":{"size":%d}}%s}}
                """.formatted(
                        action,
                        id,
                        cause == null ? "" : "\"causationId\":\"" + cause + "\",",
                        size,
                        comment == null ? "" : ",\"comment\":\"" + comment + "\"");
    }
}
