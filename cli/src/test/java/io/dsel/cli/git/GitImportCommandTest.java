package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.console.CliException;
import io.dsel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/** {@code dsel import git} as it is typed. */
class GitImportCommandTest {

    @TempDir
    Path folder;

    private GitFixture git;
    private FakeServices services;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void open() throws IOException {
        services = new FakeServices();
        git = new GitFixture(folder);
        git.write("a.yaml", object("Widget", "a", 1), object("Gadget", "b", 1)).commit("one");
        git.write("a.yaml", object("Widget", "a", 2))
                .write("t.yaml", "{{ x }}: {{\n")
                .commit("two (#5)");
        git.write("apps/c.yaml", object("Widget", "c", 1) + "  value: 2\n").commit("three");
    }

    @AfterEach
    void close() {
        git.close();
        services.close();
    }

    private int run(String... options) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine command = command();
        String[] all = new String[options.length + 4];
        all[0] = "git";
        all[1] = folder.toString();
        all[2] = "--ingest=" + services.url();
        all[3] = "--gateway=" + services.url();
        System.arraycopy(options, 0, all, 4, options.length);
        return command.execute(all);
    }

    private CommandLine command() {
        return new CommandLine(new ImportCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((error, command, parsed) -> {
                    command.getErr().println("dsel: " + error.getMessage());
                    return ((CliException) error).exitCode();
                });
    }

    private JsonNode json() {
        return Json.parse(out.toString());
    }

    @Test
    void itImportsAndSaysWhatItDid() {
        assertEquals(0, run(), err.toString());
        assertEquals(5, services.stack.events.size());
        String text = out.toString();
        assertTrue(text.contains("3 commits with 4 changes of YAML files"), text);
        assertTrue(text.contains("5 events (4 applied, 1 deleted) of 3 objects in 2 kinds"), text);
        assertTrue(text.contains("5 sent, 0 already there, 0 failed"), text);
        assertTrue(text.contains("not read: 1 template (--verbose lists them)"), text);
        assertTrue(text.contains("read, but with doubt: 1 duplicateKey"), text);
    }

    @Test
    void theCountsAreThereForMachinesAndNothingElse() {
        assertEquals(0, run("-o", "json"), err.toString());
        JsonNode json = json();
        assertEquals(3, json.get("commits").intValue());
        assertEquals(4, json.get("filesChanged").intValue());
        assertEquals(3, json.get("objects").intValue());
        assertEquals(2, json.get("kinds").intValue());
        assertEquals(
                "{\"total\":5,\"applied\":4,\"deleted\":1,\"byKind\":{"
                        + "\"Gadget\":{\"applied\":1,\"deleted\":1},\"Widget\":{\"applied\":3,\"deleted\":0}}}",
                Json.write(json.get("events")));
        assertEquals(1, json.at("/skipped/template").intValue());
        assertEquals(0, json.at("/skipped/brokenYaml").intValue());
        assertEquals(1, json.at("/readWithDoubt/duplicateKey").intValue());
        assertEquals(5, json.get("sent").intValue());
        assertEquals(0, json.get("failed").intValue());
        assertEquals("main", json.get("branch").stringValue());
        assertEquals(git.tip().name(), json.get("tip").stringValue());
        assertTrue(json.get("seconds").isNumber() && json.get("eventsPerSecond").isNumber());
    }

    @Test
    void importingAgainAddsNothing() {
        run();
        assertEquals(0, run("-o", "json"));
        assertEquals(0, json().get("sent").intValue());
        assertEquals(5, json().get("alreadyThere").intValue());
        assertEquals(5, services.stack.events.size());
    }

    @Test
    void importingLaterAddsWhatIsNew() throws IOException {
        run();
        git.delete("apps/c.yaml").commit("four");
        assertEquals(0, run("-o", "json"));
        assertEquals(1, json().get("sent").intValue());
        assertEquals(6, services.stack.events.size());
    }

    @Test
    void aDryRunSendsNothing() {
        assertEquals(0, run("--dry-run", "-o", "json"));
        assertEquals(5, json().at("/events/total").intValue());
        assertEquals(0, json().get("sent").intValue());
        assertEquals(0, services.stack.events.size());
        assertEquals(0, run("--dry-run"));
        assertTrue(out.toString().contains("nothing sent: a dry run"), out.toString());
    }

    @Test
    void verboseListsWhatCouldNotBeRead() {
        run("--verbose", "--dry-run");
        String tip = git.tip().name().substring(0, 9);
        assertTrue(err.toString().contains("t.yaml:1 template: "), err.toString());
        assertTrue(
                err.toString().contains(tip + " apps/c.yaml:7 duplicateKey: duplicate key \"value\""), err.toString());
    }

    @Test
    void sinceATimeOnlyWhatMattersThen() {
        assertEquals(0, run("--since", "2026-01-01T00:01:30Z", "-o", "json"), err.toString());
        assertEquals(5, json().at("/events/total").intValue());
        assertEquals(0, run("--since", "2027-01-01", "-o", "json"), err.toString());
        assertEquals(2, json().at("/events/total").intValue());
        assertEquals(2, run("--since", "yesterday"));
        assertTrue(err.toString().contains("2026-01-15T10:30:00Z"), err.toString());
    }

    @Test
    void anEventThatFailsFailsTheCommand() {
        services.stack.hurdle =
                event -> event.kind().objectKind().equals("Gadget") ? new Outcome.Refused("no gadgets here") : null;
        assertEquals(1, run("-o", "json"));
        assertEquals(3, json().get("sent").intValue());
        assertEquals(2, json().get("failed").intValue());
        assertEquals("Gadget/%2F/b", json().at("/failures/0/entity").stringValue());
        assertEquals("no gadgets here", json().at("/failures/0/problem").stringValue());
        assertEquals(1, run());
        assertTrue(out.toString().contains("failed: Gadget/%2F/b"), out.toString());
    }

    @Test
    void aServiceThatRefusesIsQuoted() {
        services.refusals.add(401);
        assertEquals(1, run("-o", "json"));
        assertEquals("", out.toString());
        assertTrue(err.toString().contains("dsel: the topics cannot be made"), err.toString());
        assertFalse(err.toString().contains("Exception"), err.toString());
    }

    @Test
    void aSourceThatIsNotThereIsNamed() {
        String nothing = folder.resolve("nothing").toString();
        assertEquals(1, command().execute("git", nothing, "--dry-run"));
        assertTrue(err.toString().startsWith("dsel: there is no "), err.toString());
    }

    @Test
    void withoutAStackItSaysHowToStartOne() {
        String nowhere = folder.resolve("no-stack").toString();
        assertEquals(3, command().execute("git", folder.toString(), "--data", nowhere));
        assertTrue(err.toString().contains("dsel up"), err.toString());
        assertEquals(0, command().execute("git", folder.toString(), "--data", nowhere, "--dry-run"));
    }

    @Test
    void verifyComparesWithGit() {
        run();
        assertEquals(0, run("--verify", "50", "--seed", "7", "-o", "json"), out.toString());
        assertEquals(50, json().get("compared").intValue());
        assertEquals(0, json().get("different").intValue());
        assertEquals(7, json().get("seed").intValue());
        assertEquals(0, run("--verify", "5"));
        assertTrue(out.toString().contains("5 objects at random times compared with git: 0 differ"), out.toString());
    }

    @Test
    void helpShowsExamples() {
        command().execute("git", "--help");
        assertTrue(out.toString().contains("dsel import git . --since 2026-01-01 -o json"), out.toString());
        out.getBuffer().setLength(0);
        command().execute();
        assertTrue(out.toString().contains("Import the history of a git repository"), out.toString());
    }
}
