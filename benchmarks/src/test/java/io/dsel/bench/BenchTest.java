package io.dsel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

class BenchTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<String> calls = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void outputsAreComparedBeforeAnythingIsTimedAndThePairsTakeTurns() {
        assertEquals(0, bench("run", "even", "--quick"), err.toString());

        assertEquals(
                List.of(
                        "prepare 20000",
                        "ours",
                        "yardstick",
                        "compare",
                        "ours",
                        "yardstick",
                        "ours",
                        "yardstick",
                        "close"),
                calls);
        assertTrue(out.toString().startsWith("even ratio=1.000 (1.000..1.000, pairs=2) goal=0.90 met"), out.toString());
    }

    @Test
    void aGoalThatIsShortIsExitStatusOne() {
        assertEquals(1, bench("run", "slow", "--events", "7"), err.toString());

        assertEquals("prepare 7", calls.getFirst());
        assertTrue(out.toString().contains("slow ratio=0.500 (0.500..0.500, pairs=5) goal=0.90 short"), out.toString());
    }

    @Test
    void outputsThatDifferEndTheRunBeforeItsFirstPair() {
        assertEquals(3, bench("run", "unequal"));

        assertEquals("close", calls.getLast());
        assertEquals(1, calls.stream().filter("ours"::equals).count());
        assertTrue(err.toString().contains("unequal: the outputs differ"), err.toString());
        assertEquals("", out.toString());
    }

    @Test
    void anUnknownNameIsRefusedWithTheNamesThatThereAre() {
        assertEquals(2, bench("run", "evne"));

        assertTrue(err.toString().contains("'evne'"), err.toString());
        assertTrue(err.toString().contains("[even, slow, unequal]"), err.toString());
    }

    @Test
    void aLogOfNoEventsIsRefused() {
        assertEquals(2, bench("disk", "--events", "0"));

        assertTrue(err.toString().contains("--events must be at least 1, not 0"), err.toString());
    }

    @Test
    void theFiguresOfEveryRunAreWrittenAsJson() throws IOException {
        Path file = folder.resolve("figures.json");

        assertEquals(0, bench("run", "even", "--quick", "--json", file.toString()), err.toString());

        JsonNode figures = Json.parse(Files.readAllBytes(file));
        assertTrue(figures.path("quick").booleanValue());
        assertTrue(figures.at("/machine/processors").intValue() > 0);
        JsonNode score = figures.path("scores").get(0);
        assertEquals("even", score.path("name").stringValue());
        assertEquals(20_000, score.path("events").intValue());
        assertEquals(1.0, score.path("ratio").doubleValue());
        assertEquals(2, score.path("oursPerSecond").size());
        assertEquals(2, score.path("yardstickPerSecond").size());
    }

    private int bench(String... arguments) {
        List<Ratio> ratios = List.of(ratio("even", 100, true), ratio("slow", 50, true), ratio("unequal", 100, false));
        CommandLine command = Bench.commandLine(ratios);
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private Ratio ratio(String name, double ours, boolean equal) {
        return new Ratio() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String meaning() {
                return "one / another";
            }

            @Override
            public double goal() {
                return 0.9;
            }

            @Override
            public Contest prepare(int events) {
                calls.add("prepare " + events);
                return contest(ours, equal);
            }
        };
    }

    private Ratio.Contest contest(double ours, boolean equal) {
        return new Ratio.Contest() {
            @Override
            public double ours() {
                calls.add("ours");
                return ours;
            }

            @Override
            public double yardstick() {
                calls.add("yardstick");
                return 100;
            }

            @Override
            public void requireEqualOutputs() {
                calls.add("compare");
                if (!equal) {
                    throw new AssertionError("the outputs differ");
                }
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }
}
