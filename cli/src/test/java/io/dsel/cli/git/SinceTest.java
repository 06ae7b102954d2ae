package io.dsel.cli.git;

import static io.dsel.cli.git.GitFixture.START;
import static io.dsel.cli.git.GitFixture.object;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State: what is imported since a time is enough for every state at that time and later. */
class SinceTest {

    @TempDir
    Path folder;

    private GitFixture git;

    @BeforeEach
    void history() throws IOException {
        git = new GitFixture(folder);
        git.write("a.yaml", object("A", "a", 1), object("A", "b", 1)).commit("one", START);
        git.write("a.yaml", object("A", "a", 2), object("A", "b", 1)).commit("two", START + 10);
        git.write("c.yaml", object("A", "c", 1)).commit("three", START + 20);
        git.delete("c.yaml").commit("four", START + 30);
        git.write("a.yaml", object("A", "a", 3), object("A", "b", 1)).commit("five", START + 40);
    }

    @AfterEach
    void close() {
        git.close();
    }

    private List<Event> since(long second) throws IOException {
        List<Event> kept = new ArrayList<>();
        Since since = new Since(Instant.ofEpochSecond(second), kept::add);
        for (Event event : git.walk().events) {
            since.event(event);
        }
        since.end();
        return kept;
    }

    private List<String> story(long second) throws IOException {
        GitFixture.Walked walked = new GitFixture.Walked();
        walked.events.addAll(since(second));
        return walked.story();
    }

    @Test
    void whatExistedThenComesFirstWithTheEventThatMadeItSo() throws IOException {
        assertEquals(List.of("+ A / b 1", "+ A / a 2", "+ A / c 1", "- A / c 1", "+ A / a 3"), story(START + 20));
        assertEquals(List.of("+ A / b 1", "+ A / a 2", "- A / c 1", "+ A / a 3"), storyWithoutC(START + 25));
    }

    private List<String> storyWithoutC(long second) throws IOException {
        return story(second).stream().filter(line -> !line.equals("+ A / c 1")).toList();
    }

    @Test
    void whatWasGoneThenIsLeftOut() throws IOException {
        assertEquals(List.of("+ A / b 1", "+ A / a 2", "+ A / a 3"), story(START + 31));
    }

    @Test
    void afterTheLastCommitOnlyThePresentIsLeft() throws IOException {
        assertEquals(List.of("+ A / b 1", "+ A / a 3"), story(START + 1000));
    }

    @Test
    void fromTheBeginningNothingIsLeftOut() throws IOException {
        assertEquals(git.walk().events, since(START));
    }

    @Test
    void itsEventsAreThoseOfTheWholeImport() throws IOException {
        List<Event> all = git.walk().events;
        for (long second = START - 1; second < START + 60; second++) {
            assertEquals(
                    List.of(),
                    since(second).stream().filter(e -> !all.contains(e)).toList());
        }
    }

    @Test
    void everyStateSinceThenIsAsInTheWholeHistory() throws IOException {
        FakeStack whole = new FakeStack();
        git.walk().events.forEach(whole::put);
        for (long from = START; from < START + 60; from += 5) {
            FakeStack part = new FakeStack();
            since(from).forEach(part::put);
            for (long second = from; second < START + 60; second++) {
                Instant at = Instant.ofEpochSecond(second);
                for (String name : List.of("a", "b", "c")) {
                    ObjectAnswer expected = whole.read("A", "/", name, at);
                    ObjectAnswer actual = part.read("A", "/", name, at);
                    boolean gone = !(expected instanceof ObjectAnswer.Found);
                    if (!(gone && !(actual instanceof ObjectAnswer.Found))) {
                        assertEquals(expected, actual, name + " at " + at + " since " + from);
                    }
                }
            }
        }
    }
}
