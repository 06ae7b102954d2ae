package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.object;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Identity: one repository gives the same events, wherever it is read from. */
class GitSourceTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private GitFixture git;

    @BeforeEach
    void history() throws IOException {
        git = new GitFixture(folder);
        git.write("apps/a.yaml", object("A", "a", 1)).commit("one");
        git.write("apps/a.yaml", object("A", "a", 2)).commit("two");
    }

    @AfterEach
    void close() {
        git.close();
    }

    private static GitSource open(String source, String... branch) {
        return GitSource.open(source, Stream.of(branch).findFirst(), NullProgressMonitor.INSTANCE);
    }

    private static List<Event> events(String source, String... branch) throws IOException {
        try (GitSource opened = open(source, branch)) {
            List<Event> events = new ArrayList<>();
            FirstParentHistory history = FirstParentHistory.of(opened.repository(), opened.tip());
            new HistoryWalk(opened.repository(), history, opened.branch()).run(events::add);
            return events;
        }
    }

    private static ImportException refused(String source, String... branch) {
        return assertThrows(ImportException.class, () -> open(source, branch).close());
    }

    @Test
    void aFolderABundleAndAUrlAgree() throws Exception {
        List<Event> expected = git.walk().events;
        assertEquals(2, expected.size());
        assertEquals(expected, events(folder.toString()));
        assertEquals(
                expected,
                events(git.bundle(elsewhere.resolve("a.bundle"), false).toString()));
        assertEquals(
                expected, events(git.bundle(elsewhere.resolve("b.bundle"), true).toString()));
        assertEquals(
                expected,
                events(folder.toUri().toString().replace("file:/", "file:///").replace("////", "//")));
    }

    @Test
    void aWorkingCopyIsReadFromAnyOfItsFolders() throws Exception {
        Path copy = elsewhere.resolve("copy");
        Git.cloneRepository()
                .setURI(folder.toString())
                .setDirectory(copy.toFile())
                .call()
                .close();
        assertEquals(git.walk().events, events(copy.toString()));
        assertEquals(git.walk().events, events(copy.resolve("apps").toString()));
    }

    @Test
    void aBranchIsReadByItsName() throws Exception {
        ObjectId one = git.history().commits().getFirst().id();
        git.branch("release/1", one);
        assertEquals(1, events(folder.toString(), "release/1").size());
        try (GitSource source = open(folder.toString(), "release/1")) {
            assertEquals("release/1", source.branch());
            assertEquals(one, source.tip());
        }
        assertTrue(refused(folder.toString(), "nope").getMessage().contains("[main, release/1]"));
    }

    @Test
    void theBranchOfABundleIsTheOneThatItsHeadIsOn() throws Exception {
        git.branch("another", git.tip());
        git.branch("zzz", git.history().commits().getFirst().id());
        try (GitSource source =
                open(git.bundle(elsewhere.resolve("a.bundle"), true).toString())) {
            assertEquals("main", source.branch());
            assertEquals(git.tip(), source.tip());
        }
    }

    @Test
    void theCopyOfABundleIsDeleted() throws Exception {
        Path copy;
        try (GitSource source =
                open(git.bundle(elsewhere.resolve("a.bundle"), false).toString())) {
            copy = source.repository().getDirectory().toPath();
            assertTrue(Files.exists(copy));
        }
        assertFalse(Files.exists(copy));
    }

    @Test
    void aShallowRepositoryIsRefused() throws Exception {
        Files.writeString(folder.resolve("shallow"), git.tip().name() + "\n");
        assertTrue(refused(folder.toString()).getMessage().contains("git fetch --unshallow"));
    }

    @Test
    void aRepositoryWithoutCommitsIsRefused() throws Exception {
        Path empty = elsewhere.resolve("empty");
        new GitFixture(empty).close();
        assertTrue(refused(empty.toString()).getMessage().contains("no commits"));
    }

    @Test
    void whatIsNoRepositoryIsRefused() throws Exception {
        assertTrue(refused(elsewhere.toString()).getMessage().startsWith("cannot read"));
        assertTrue(refused(elsewhere.resolve("nothing").toString()).getMessage().startsWith("there is no"));
        Path text = Files.writeString(elsewhere.resolve("text"), "hello");
        assertTrue(refused(text.toString()).getMessage().startsWith("cannot read"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"git@example.com:me/it.git", "ssh://git@example.com/me/it.git"})
    void sshIsRefusedWithAWayOut(String url) {
        assertTrue(refused(url).getMessage().contains("give the clone's path"));
    }

    @Test
    void aPasswordIsNotShown() {
        String message = refused("http://me:secret@127.0.0.1:1/it.git").getMessage();
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void nothingIsWrittenBesideTheRepository() throws Exception {
        List<Path> before = files();
        events(folder.toString());
        assertEquals(before, files());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().toList();
        }
    }
}
