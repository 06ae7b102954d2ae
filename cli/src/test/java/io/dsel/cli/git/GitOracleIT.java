package io.dsel.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.Cli;
import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** State, with git as the oracle: what is imported is, at any time, what the branch's tip held then. */
class GitOracleIT {
    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.INGEST, Part.SINK, Part.GATEWAY)
            .streams(1)
            .shared()
            .build();

    private static final int SAMPLES = 300;

    @TempDir
    private Path folder;

    @Test
    void anImportedHistoryIsGitsAndImportingAgainAddsNothing() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("history and samples of seed " + seed);
        try (GitFixture git = new GitFixture(folder)) {
            new RandomHistory(git, new Random(seed)).commit(60);
            int events = git.walk().events.size();
            JsonNode first = importGit();
            assertEquals(events, first.path("sent").asInt(), first.toString());
            assertEquals(0, first.path("failed").asInt(), first.toString());

            JsonNode again = importGit();
            assertEquals(0, again.path("sent").asInt(), again.toString());
            assertEquals(events, again.path("alreadyThere").asInt(), again.toString());

            for (String tier : List.of("store", "index", "log")) {
                JsonNode clean = verify(seed, 0, "--tier", tier);
                assertEquals(SAMPLES, clean.path("compared").asInt(), tier + ": " + clean);
                assertEquals(0, clean.path("different").asInt(), tier + ": " + clean);
            }

            tamper(git.walk().events);
            JsonNode tampered = verify(seed, 1);
            assertTrue(tampered.path("different").asInt() > 0, tampered.toString());
        }
    }

    /** A later id at the time of the newest event of each object: other states than git's, from then on. */
    private static void tamper(List<Event> events) {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            for (Event event : events) {
                ObjectNode spec = event.spec().deepCopy();
                ((ObjectNode) spec.get(event.kind().objectField())).put("planted", true);
                EventKind applied = new EventKind(event.kind().objectKind(), "Applied");
                producer.publish(new Event(event.apiVersion(), applied, later(event), spec))
                        .join();
            }
        }
    }

    private static EventMeta later(Event event) {
        EventMeta meta = event.meta();
        return new EventMeta(
                "~" + meta.eventId(),
                meta.timestamp(),
                meta.userId(),
                meta.correlationId(),
                null,
                meta.executionId(),
                meta.name(),
                meta.appId(),
                meta.region(),
                meta.labels());
    }

    private JsonNode importGit(String... more) {
        return run(0, more);
    }

    private JsonNode verify(long seed, int exit, String... more) {
        List<String> command =
                new ArrayList<>(List.of("--verify", Integer.toString(SAMPLES), "--seed", Long.toString(seed)));
        command.addAll(Arrays.asList(more));
        return run(exit, command.toArray(String[]::new));
    }

    private JsonNode run(int exit, String... more) {
        List<String> command = new ArrayList<>(List.of("import", "git", folder.toString(), "-o", "json"));
        command.addAll(Arrays.asList(more));
        command.addAll(List.of("--ingest", stack.url(Part.INGEST), "--gateway", stack.url(Part.GATEWAY)));
        Cli cli = Cli.run(command.toArray(String[]::new));
        assertEquals(exit, cli.exit(), cli.out() + cli.err());
        return Json.parse(cli.out());
    }
}
