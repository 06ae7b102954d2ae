package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the supervisor promises of any part, shown on parts that start fast. */
class DevStackIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final ConcurrentLinkedQueue<StackEvent> events = new ConcurrentLinkedQueue<>();

    @Test
    void partsStartAfterThoseTheyNeedAndStopBeforeThem() throws Exception {
        try (DevStack stack = open(Fakes.part("last", "middle"), Fakes.part("middle", "first"), Fakes.part("first"))) {
            stack.start();
            assertEquals(List.of("first", "middle", "last"), parts(StackEvent.Ready.class));
        }
        assertEquals(List.of("last", "middle", "first"), parts(StackEvent.Stopped.class));
    }

    @Test
    void aRestartKeepsDataAndAddress() throws Exception {
        String url;
        try (DevStack stack = open(Fakes.part("fake"))) {
            stack.start();
            url = stack.url("fake");
            stack.restart("fake");
            assertEquals("2", get(url + "/starts"));
        }
        try (DevStack again = open(Fakes.part("fake"))) {
            again.start();
            assertEquals("3", get(again.url("fake") + "/starts"));
        }
    }

    @Test
    void aPartThatDiesIsNamedWithTheEndOfItsLog() throws Exception {
        try (DevStack stack = open(Fakes.part("fake"), Fakes.part("other"))) {
            stack.start();
            assertThrows(IOException.class, () -> get(stack.url("fake") + "/die"));
            StackEvent.Died died = await(StackEvent.Died.class, any -> true);
            assertEquals("fake", died.part());
            assertEquals(9, died.exit());
            assertTrue(died.description().contains("the fake service has had enough"), died.description());
            assertEquals(PartState.DEAD, stack.state("fake"));
            assertEquals(PartState.READY, stack.state("other"));
            stack.start("fake");
            assertEquals(PartState.READY, stack.state("fake"));
        }
    }

    @Test
    void aKilledPartIsStoppedAndNotReportedDead() throws Exception {
        try (DevStack stack = open(Fakes.part("fake"))) {
            stack.start();
            stack.kill("fake");
            assertEquals(PartState.STOPPED, stack.state("fake"));
            assertEquals(List.of(), parts(StackEvent.Died.class));
            stack.start("fake");
            assertEquals("2", get(stack.url("fake") + "/starts"));
        }
    }

    @Test
    void aPausedPartAnswersNothingUntilItIsResumed() throws Exception {
        try (DevStack stack = open(Fakes.part("fake"))) {
            stack.start();
            stack.pause("fake");
            assertThrows(IOException.class, () -> get(stack.url("fake") + "/starts"));
            stack.resume("fake");
            assertEquals("1", get(stack.url("fake") + "/starts"));
        }
    }

    @Test
    void aStackStopsAPausedPartInOrder() throws Exception {
        try (DevStack stack = open(Fakes.part("fake"))) {
            stack.start();
            stack.pause("fake");
        }
        assertEquals(List.of("fake"), parts(StackEvent.Stopped.class));
    }

    @Test
    void aPartThatDoesNotStartIsNamedWithWhatItSaidAndTheOthersAreStopped() throws Exception {
        try (DevStack stack = open(
                Fakes.part("good"),
                Fakes.part("bad", "good").with(Map.of("FAKE_FAILURE", "no such vault")),
                Fakes.part("never", "bad"))) {
            StackException failure = assertThrows(StackException.class, stack::start);
            assertTrue(failure.getMessage().startsWith("bad died while it was starting"), failure.getMessage());
            assertTrue(failure.getMessage().contains("no such vault"), failure.getMessage());
            assertEquals(PartState.STOPPED, stack.state("good"));
            assertEquals(PartState.STOPPED, stack.state("never"));
            assertEquals(List.of("good"), parts(StackEvent.Ready.class));
        }
    }

    @Test
    void aPartThatIsNeverReadyIsGivenUpWithItsOwnReason() {
        Part slow = Fakes.part("slow").with(Map.of("FAKE_OBSTACLE", "waiting for Godot"));
        try (DevStack stack = open(Fakes.withStartLimit(slow, Duration.ofSeconds(3)))) {
            StackException failure = assertThrows(StackException.class, stack::start);
            assertTrue(failure.getMessage().startsWith("slow was not ready after 3 s"), failure.getMessage());
            assertTrue(failure.getMessage().contains("waiting for Godot"), failure.getMessage());
        }
    }

    @Test
    void aFolderHasOneStackAtATime() {
        try (DevStack stack = open(Fakes.part("fake"))) {
            StackException refusal = assertThrows(StackException.class, () -> open(Fakes.part("fake")));
            assertTrue(
                    refusal.getMessage()
                            .contains("(process " + ProcessHandle.current().pid() + ")"),
                    refusal.getMessage());
        }
        open(Fakes.part("fake")).close();
    }

    @Test
    void theFileTellsOthersWhatTheStackIsDoing() throws Exception {
        try (DevStack stack = open(Fakes.part("fake"))) {
            stack.start();
            PartStatus ready = StackFile.read(data).orElseThrow().part("fake").orElseThrow();
            assertEquals(PartState.READY, ready.state());
            assertEquals(stack.url("fake"), ready.url());
            assertTrue(StackFile.runs(ready));
            assertTrue(StackFile.read(data).orElseThrow().supervisorRuns());
        }
        PartStatus stopped = StackFile.read(data).orElseThrow().part("fake").orElseThrow();
        assertEquals(PartState.STOPPED, stopped.state());
        assertFalse(StackFile.runs(stopped));
    }

    @Test
    void partsEndWithASupervisorThatIsKilled() throws Exception {
        Process supervisor = startSupervisor();
        ProcessHandle part = awaitPart(PartState.READY);
        supervisor.destroyForcibly().waitFor();
        Awaitility.await().atMost(SOON).until(() -> !part.isAlive());
    }

    @Test
    void aFrozenPartOfAKilledSupervisorIsEndedByTheNext() throws Exception {
        Process supervisor = startSupervisor("frozen");
        ProcessHandle part = awaitPart(PartState.PAUSED);
        supervisor.destroyForcibly().waitFor();
        assertTrue(part.isAlive());
        open(Fakes.part("fake")).close();
        assertFalse(part.isAlive());
    }

    private Process startSupervisor(String... more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Jdk.find().java().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AbandonedSupervisor.class.getName(),
                data.toString());
        builder.command().addAll(List.of(more));
        return builder.inheritIO().start();
    }

    private ProcessHandle awaitPart(PartState state) {
        return Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> StackFile.read(data)
                                .flatMap(file -> file.part("fake"))
                                .filter(part -> part.state() == state)
                                .flatMap(part -> ProcessHandle.of(part.pid())),
                        Optional::isPresent)
                .orElseThrow();
    }

    private DevStack open(Part... parts) {
        Consumer<StackEvent> listener = events::add;
        return DevStack.open(data, new PortPlan.Free(), listener, Fakes.parts(data, parts));
    }

    private List<String> parts(Class<? extends StackEvent> type) {
        return events.stream().filter(type::isInstance).map(StackEvent::part).toList();
    }

    private <E extends StackEvent> E await(Class<E> type, Predicate<E> matches) {
        return Awaitility.await()
                .atMost(SOON)
                .until(
                        () -> events.stream()
                                .filter(type::isInstance)
                                .map(type::cast)
                                .filter(matches)
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static String get(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(2))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
