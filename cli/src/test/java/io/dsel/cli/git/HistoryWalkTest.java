package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.START;
import static io.dsel.cli.git.GitFixture.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.git.GitFixture.Walked;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a history of commits becomes as events. */
class HistoryWalkTest {

    @TempDir
    Path folder;

    private GitFixture git;

    @BeforeEach
    void open() {
        git = new GitFixture(folder);
    }

    @AfterEach
    void close() {
        git.close();
    }

    private void assertStory(String... story) throws IOException {
        assertEquals(List.of(story), git.walk().story());
    }

    // ---- what is an event

    @Test
    void newChangedAndGoneObjectsAreEvents() throws IOException {
        git.write("apps/a.yaml", object("Widget", "a", 1)).commit("new");
        git.write("apps/a.yaml", object("Widget", "a", 2)).commit("changed");
        git.write("other.txt", "x").commit("something else");
        git.delete("apps/a.yaml").commit("gone");
        git.write("apps/a.yaml", object("Widget", "a", 3)).commit("again");
        assertStory("+ Widget apps a 1", "+ Widget apps a 2", "- Widget apps a 2", "+ Widget apps a 3");
    }

    @Test
    void anEventSaysWhoWhenWhereAndWhy() throws IOException {
        git.commit("start");
        ObjectId commit = git.by("Bob <bob@example.com>")
                .write("apps/web/a.yml", object("HelmRelease", "plex", 1))
                .commit("feat: add plex (#42)\n\nBecause.\n", START + 500);
        Event event = git.walk().events.getFirst();
        assertEquals("HelmReleaseAppliedEvent", event.kind().name());
        assertEquals("HelmRelease/apps%2Fweb/plex", event.entity().text());
        assertEquals(Instant.ofEpochSecond(START + 500), event.meta().timestamp());
        assertEquals("bob@example.com", event.meta().userId());
        assertEquals(commit.name(), event.meta().executionId());
        assertEquals(commit.name(), event.meta().correlationId());
        assertEquals("default", event.meta().region());
        assertEquals(
                Json.parse("""
                        {"source":"git","repository":"%s","branch":"main","gitCommit":"%s",
                         "committerTime":"2026-01-01T00:08:20.000Z","path":"apps/web/a.yml",
                         "subject":"feat: add plex (#42)","pullRequest":42}
                        """.formatted(git.history().repositoryId(), commit.name())),
                event.spec().get("metadata"));
        assertEquals(Json.parse("""
                        {"apiVersion":"v1","kind":"HelmRelease","metadata":{"name":"plex"},"spec":{"value":1}}"""), event.spec().get("helmRelease"));
        assertEquals(event, EventJson.read(Json.parse(Json.write(EventJson.write(event)))));
    }

    @Test
    void aDeletionHasTheLastStateAndTheCommitThatDeleted() throws IOException {
        git.write("x/a.yaml", object("Widget", "a", 7)).commit("one");
        ObjectId deletion = git.by("bob@example.com").delete("x/a.yaml").commit("two");
        Event event = git.walk().events.getLast();
        assertEquals("WidgetDeletedEvent", event.kind().name());
        assertEquals(7, event.state().at("/spec/value").intValue());
        assertEquals(deletion.name(), event.meta().executionId());
        assertEquals("bob@example.com", event.meta().userId());
        assertEquals("x/a.yaml", event.spec().at("/metadata/path").stringValue());
    }

    @Test
    void git_sOwnTimeIsKeptWhereTheEventsDiffers() throws IOException {
        git.commit("one", START);
        git.write("a.yaml", object("Widget", "a", 1)).commit("two", START - 10);
        Event event = git.walk().events.getFirst();
        assertEquals(START * 1000 + 1, event.meta().timestamp().toEpochMilli());
        assertEquals(
                "2025-12-31T23:59:50.000Z",
                event.spec().at("/metadata/committerTime").stringValue());
    }

    @Test
    void whatDoesNotChangeAnObjectIsNoEvent() throws IOException {
        git.write("a.yaml", object("Widget", "a", 1)).commit("new");
        git.write("a.yaml", "# a comment\n" + object("Widget", "a", 1)).commit("comment");
        git.write("a.yaml", "kind: Widget\nspec: {value: 0x1}\nmetadata: {name: a}\napiVersion: v1\n")
                .commit("other words for the same");
        git.put("a.yaml", FileMode.EXECUTABLE_FILE, git.text("a.yaml")).commit("mode");
        git.write("a.json", "{}").write("b.YAML", object("Widget", "b", 1)).commit("not ours");
        assertStory("+ Widget / a 1");
        assertEquals(3, git.walk().counts.filesChanged());
    }

    @Test
    void scalarsAreReadAsKubernetesReadsThem() throws IOException {
        git.write("a.yaml", object("Widget", "a", "0400")).commit("octal");
        git.write("a.yaml", object("Widget", "a", "256")).commit("the same");
        git.write("a.yaml", object("Widget", "a", "\"256\"")).commit("a string");
        git.write("a.yaml", object("Widget", "a", "1.10")).commit("a decimal");
        List<Event> events = git.walk().events;
        assertEquals(
                List.of("256", "\"256\"", "1.10"),
                events.stream()
                        .map(e -> Json.write(e.state().at("/spec/value")))
                        .toList());
    }

    // ---- where an object is

    @Test
    void anObjectThatMovesWithinItsDirectoryOnlyMoves() throws IOException {
        git.write("x/a.yaml", object("Widget", "a", 1)).commit("one");
        git.move("x/a.yaml", "x/z.yml").commit("renamed");
        git.write("x/b.yaml", object("Widget", "b", 1), git.text("x/z.yml"))
                .delete("x/z.yml")
                .commit("merged");
        assertStory("+ Widget x a 1", "+ Widget x b 1");
    }

    @Test
    void anObjectThatMovesAndChangesIsOneEvent() throws IOException {
        git.write("x/a.yaml", object("Widget", "a", 1)).commit("one");
        git.delete("x/a.yaml").write("x/b.yaml", object("Widget", "a", 2)).commit("two");
        assertStory("+ Widget x a 1", "+ Widget x a 2");
        assertEquals(
                "x/b.yaml",
                git.walk().events.getLast().spec().at("/metadata/path").stringValue());
    }

    @Test
    void anObjectThatMovesToAnotherDirectoryIsAnother() throws IOException {
        git.write("x/a.yaml", object("Widget", "a", 1)).commit("one");
        git.move("x/a.yaml", "y/a.yaml").commit("two");
        assertStory("+ Widget x a 1", "- Widget x a 1", "+ Widget y a 1");
    }

    @Test
    void theRootIsAnApplicationToo() throws IOException {
        git.write("a.yaml", object("Widget", "a", 1)).commit("one");
        assertEquals("Widget/%2F/a", git.walk().events.getFirst().entity().text());
    }

    @Test
    void severalDocumentsOfAFileAreSeveralObjects() throws IOException {
        git.write("a.yaml", object("B", "x", 1), object("A", "xx", 1), object("A", "x", 1))
                .commit("one");
        git.write("a.yaml", object("A", "x", 2), object("A", "xx", 1)).commit("two");
        assertStory("+ A / x 1", "+ A / xx 1", "+ B / x 1", "+ A / x 2", "- B / x 1");
    }

    // ---- two documents of one entity

    @Test
    void ofTwoDocumentsInAFileTheLastCounts() throws IOException {
        git.write("a.yaml", object("A", "x", 1), object("A", "x", 2)).commit("one");
        git.write("a.yaml", object("A", "x", 3), object("A", "x", 2)).commit("two");
        git.write("a.yaml", object("A", "x", 3)).commit("three");
        assertStory("+ A / x 2", "+ A / x 3");
        assertEquals(Map.of(Reason.DUPLICATE_OBJECT, 2), git.walk().counts.findings());
    }

    @Test
    void ofTwoFilesOfADirectoryTheLastByPathCounts() throws IOException {
        git.write("b.yaml", object("A", "x", 1)).commit("one");
        git.write("a.yaml", object("A", "x", 2)).commit("not last");
        git.write("c.yaml", object("A", "x", 3)).commit("last");
        git.write("b.yaml", object("A", "x", 4)).commit("not last either");
        git.delete("c.yaml").commit("b is last again");
        git.delete("b.yaml").commit("a is alone");
        git.delete("a.yaml").commit("none");
        assertStory("+ A / x 1", "+ A / x 3", "+ A / x 4", "+ A / x 2", "- A / x 2");
        assertEquals(
                List.of(
                        "a.yaml:1 duplicateObject",
                        "a.yaml:1 duplicateObject",
                        "b.yaml:1 duplicateObject",
                        "a.yaml:1 duplicateObject",
                        "b.yaml:1 duplicateObject",
                        "a.yaml:1 duplicateObject"),
                git.walk().findings);
    }

    // ---- what cannot be read

    @Test
    void anObjectInABrokenFileKeepsItsLastStateUntilItIsMended() throws IOException {
        git.write("a.yaml", object("A", "x", 1)).commit("one");
        git.write("a.yaml", object("A", "x", 2) + "  broken: [\n").commit("broken");
        git.write("a.yaml", object("A", "x", 3) + "  broken: ]\n").commit("still");
        git.write("a.yaml", object("A", "x", 3)).commit("mended");
        git.write("a.yaml", "a: b: c\n").commit("broken again");
        git.delete("a.yaml").commit("gone");
        assertStory("+ A / x 1", "+ A / x 3", "- A / x 3");
        assertEquals(Map.of(Reason.BROKEN_YAML, 3), git.walk().counts.findings());
        assertEquals(3, git.walk().counts.heldBack());
    }

    @Test
    void aBrokenDocumentDoesNotTakeTheOthersWithIt() throws IOException {
        git.write("a.yaml", object("A", "x", 1), object("A", "xx", 1), object("A", "z", 1))
                .commit("one");
        git.write("a.yaml", object("A", "x", 2), "a: b: c\n", object("A", "z", 1))
                .commit("xx broken");
        git.write("a.yaml", object("A", "x", 2), object("A", "z", 1)).commit("xx gone");
        assertStory("+ A / x 1", "+ A / xx 1", "+ A / z 1", "+ A / x 2", "- A / xx 1");
        assertEquals(List.of("a.yaml:8 brokenYaml"), git.walk().findings);
    }

    @Test
    void aFileThatIsBrokenFromTheStartHasNoObjects() throws IOException {
        git.write("a.yaml", "a: b: c\n").commit("broken");
        git.write("a.yaml", object("A", "x", 1)).commit("mended");
        assertStory("+ A / x 1");
    }

    @Test
    void whatCannotBeReadIsCountedByReason() throws IOException {
        git.write("template.yaml", "kind: A\nmetadata:\n  name: {{ .Values.name }}\n")
                .write("helper.yaml", "{{- if .Values.on }}\nkind: A\n{{- end }}\n")
                .write("gitcrypt.yaml", "\0GITCRYPT\0abc")
                .write("vault.yaml", "$ANSIBLE_VAULT;1.1;AES256\n6162\n")
                .write("sops.yaml", "kind: ENC[AES256_GCM,data:x]\nmetadata:\n  name: ENC[x]\nsops: {}\n")
                .write("broken.yaml", "a: b: c\n")
                .write("kind.yaml", object("lowercase", "x", 1), object("A-B", "x", 1), object("Metadata", "x", 1))
                .write("name.yaml", object("A", "12", 1), object("A", "y", 1), object("A", "n".repeat(500), 1))
                .write("d/".repeat(250) + "deep.yaml", object("A", "x", 1))
                .put("link.yaml", FileMode.SYMLINK, "broken.yaml")
                .commit("one");
        assertStory();
        assertEquals(
                Map.of(
                        Reason.TEMPLATE, 2,
                        Reason.ENCRYPTED, 3,
                        Reason.BROKEN_YAML, 1,
                        Reason.INVALID_ENTITY, 7,
                        Reason.SYMBOLIC_LINK, 1),
                git.walk().counts.findings());
    }

    @Test
    void whatIsNoObjectIsCounted() throws IOException {
        git.write("kustomization.yaml", "kind: Kustomization\nresources: []\n")
                .write("values.yaml", "a: 1\n", "- list\n", "text\n", "kind: A\nmetadata: {name: }\n")
                .write("list.yaml", "kind: List\nitems:\n- kind: A\n  metadata: {name: x}\n")
                .write("empty.yaml", "")
                .commit("one");
        assertStory();
        assertEquals(6, git.walk().counts.others());
        assertEquals(Map.of(), git.walk().counts.findings());
    }

    @Test
    void anObjectWithEncryptedValuesIsAnObject() throws IOException {
        String secret = "kind: Secret\nmetadata: {name: s}\nstringData: {k: 'ENC[x]'}\nsops: {mac: 'ENC[y]'}\n";
        git.write("s.sops.yaml", secret).commit("one");
        assertEquals(
                "ENC[y]", git.walk().events.getFirst().state().at("/sops/mac").stringValue());
    }

    @Test
    void aKeyTwiceIsReadAsItsTimeReadIt() throws IOException {
        git.write("a.yaml", object("A", "x", 1) + "  value: 2\n").commit("twice");
        git.write("a.yaml", object("A", "x", 2)).commit("once");
        assertStory("+ A / x 2");
        assertEquals(List.of("a.yaml:7 duplicateKey"), git.walk().findings);
    }

    @Test
    void aFileThatBecomesALinkIsGone() throws IOException {
        git.write("a.yaml", object("A", "x", 1)).commit("one");
        git.put("a.yaml", FileMode.SYMLINK, "../a.yaml").commit("two");
        assertStory("+ A / x 1", "- A / x 1");
    }

    @Test
    void aReasonForEveryVersionOfAFile() throws IOException {
        git.write("a.yaml", "a: b: c\n").commit("one");
        git.write("b.yaml", object("A", "x", 1)).commit("not that file");
        git.write("a.yaml", "a: b: d\n").commit("two");
        assertEquals(List.of("a.yaml:1 brokenYaml", "a.yaml:1 brokenYaml"), git.walk().findings);
    }

    // ---- identity and order

    @Test
    void theSameHistoryGivesTheSameEvents() throws IOException {
        for (int i = 0; i < 20; i++) {
            git.write("d" + i % 3 + "/f" + i % 5 + ".yaml", object("A", "x" + i % 4, i), object("B", "y", i % 7))
                    .commit("commit " + i);
        }
        assertEquals(git.walk().events, git.walk().events);
    }

    @Test
    void everyEventHasAnIdOfItsOwn() throws IOException {
        git.write("x/a.yaml", object("A", "x", 1))
                .write("y/a.yaml", object("A", "x", 1))
                .commit("one");
        git.write("x/a.yaml", object("A", "x", 2), object("B", "x", 2)).commit("two");
        git.write("x/a.yaml", object("A", "x", 1), object("B", "x", 2)).commit("back");
        List<Event> events = git.walk().events;
        Set<String> ids = new HashSet<>();
        events.forEach(event -> ids.add(event.meta().eventId()));
        assertEquals(events.size(), ids.size());
        assertTrue(ids.stream().allMatch(id -> id.charAt(14) == '5'), "version 5");
    }

    @Test
    void anIdDoesNotDependOnWhatComesAfter() throws IOException {
        git.write("a.yaml", object("A", "x", 1)).commit("one");
        List<Event> before = git.walk().events;
        git.write("a.yaml", object("A", "x", 2)).commit("two");
        assertEquals(before, git.walk().events.subList(0, 1));
    }

    @Test
    void anotherRepositoryGivesOtherIds(@TempDir Path other) throws IOException {
        git.write("a.yaml", object("A", "x", 1)).commit("one");
        try (GitFixture second = new GitFixture(other)) {
            second.write("a.yaml", object("A", "x", 1)).commit("another");
            Walked walked = second.walk();
            assertEquals(git.walk().story(), walked.story());
            assertNotEquals(
                    git.walk().events.getFirst().meta().eventId(),
                    walked.events.getFirst().meta().eventId());
        }
    }

    @Test
    void eventsOfACommitShareItsTimeAndNoEntityHasTwo() throws IOException {
        git.write("a.yaml", object("A", "x", 1), object("A", "xx", 1)).commit("one");
        git.delete("a.yaml")
                .write("b.yaml", object("A", "x", 2), object("A", "z", 1))
                .commit("two");
        List<Event> events = git.walk().events;
        Set<String> seen = new HashSet<>();
        for (Event event : events) {
            assertTrue(seen.add(event.entity() + "@" + event.meta().timestamp()), event.toString());
        }
        assertEquals(
                2, events.stream().map(e -> e.meta().timestamp()).distinct().count());
    }
}
