package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.START;
import static io.dsel.cli.git.GitFixture.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Order: the branch's commits along first parents, each later than the one before. */
class FirstParentHistoryTest {

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

    @Test
    void commitsComeOldestFirst() throws IOException {
        git.commit("one");
        git.commit("two");
        git.commit("three");
        assertEquals(List.of("one", "two", "three"), subjects());
    }

    @Test
    void timesAreStrictlyIncreasingWhateverTheCommittersClocksSay() throws IOException {
        git.commit("one", START);
        git.commit("same second", START);
        git.commit("an hour back", START - 3600);
        git.commit("later", START + 1);
        git.commit("after", START + 1);
        assertEquals(
                List.of(0L, 1L, 2L, 1000L, 1001L),
                git.history().commits().stream()
                        .map(commit -> commit.time().toEpochMilli() - START * 1000)
                        .toList());
        assertEquals(
                Instant.ofEpochSecond(START - 3600),
                git.history().commits().get(2).committed());
    }

    @Test
    void whatAMergeBringsIsOneCommit() throws IOException {
        ObjectId base = git.write("a.yaml", object("A", "a", 1)).commit("base");
        git.write("b.yaml", object("A", "b", 1));
        ObjectId side = git.commitBeside("side 1", base);
        git.write("b.yaml", object("A", "b", 2));
        side = git.commitBeside("side 2", side);
        git.commit("Merge pull request #7 from ann/side", START + 600, side);
        assertEquals(List.of("base", "Merge pull request #7 from ann/side"), subjects());
        assertEquals(List.of("+ A / a 1", "+ A / b 2"), git.walk().story());
    }

    @Test
    void theRepositoryIsItsFirstCommit() throws IOException {
        ObjectId first = git.commit("one");
        git.commit("two");
        assertEquals(first.name(), git.history().repositoryId());
    }

    @Test
    void theAuthorIsTheMailAddressOrElseTheName() throws IOException {
        git.by("Bob <bob@example.com>").commit("one");
        git.by("Carol <>").commit("two");
        git.by(" <>").commit("three");
        git.by("D <" + "d".repeat(500) + ">").commit("four");
        assertEquals(
                List.of("bob@example.com", "Carol", "unknown", "d".repeat(400)),
                git.history().commits().stream().map(Commit::author).toList());
    }

    private List<String> subjects() throws IOException {
        return git.history().commits().stream().map(Commit::subject).toList();
    }
}
