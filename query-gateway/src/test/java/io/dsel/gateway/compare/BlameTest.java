package io.dsel.gateway.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BlameTest {
    private static final int HISTORIES = 500;

    @Test
    void eachFieldIsOfTheEventThatSetItToWhatItIs() {
        assertEquals(
                Map.of("version", 2, "regions[0]", 0, "regions[1]", 1, "labels", 0),
                blame(
                        "{'version':'1','regions':['a'],'labels':{}}",
                        "{'version':'1','regions':['a','b'],'labels':{}}",
                        "{'version':'2','regions':['a','b'],'labels':{}}",
                        "{'version':'2','regions':['a','b'],'labels':{}}"));
    }

    @Test
    void aValueThatCameBackIsOfTheEventThatBroughtItBack() {
        assertEquals(Map.of("v", 2), blame("{'v':1}", "{'v':2}", "{'v':1}", "{'v':1}"));
        assertEquals(Map.of("v", 2), blame("{'v':1}", "{}", "{'v':1}"));
    }

    @Test
    void aDeletionEndsTheLifeOfEveryValue() {
        assertEquals(Map.of("v", 2), blame("{'v':1}", null, "{'v':1}"));
        assertEquals(Map.of(), blame("{'v':1}", null));
    }

    @Test
    void anElementWithANameKeepsItsEventWhereverItMoves() {
        assertEquals(
                Map.of("[name=a].name", 0, "[name=a].v", 0, "[name=b].name", 1),
                blame("[{'name':'a','v':1}]", "[{'name':'b'},{'name':'a','v':1}]"));
    }

    @Test
    void linesComeInTheOrderOfTheState() {
        Blame<Integer> blame = new Blame<>();
        blame.next(0, DiffTest.json("{'b':1,'a':2}"));
        blame.next(1, DiffTest.json("{'a':2,'c':[{'x':0},[]],'b':1}"));
        assertEquals(
                List.of("a", "c[0].x", "c[1]", "b"),
                blame.lines().stream().map(line -> line.path().toString()).toList());
    }

    /** Against the definition, looking at the whole history for each field. */
    @Test
    void blameIsTheStartOfTheLatestUnbrokenRun() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        RandomStates states = new RandomStates(random);
        for (int i = 0; i < HISTORIES; i++) {
            List<JsonNode> history = new ArrayList<>(List.of(states.next()));
            for (int n = random.nextInt(20); n > 0; n--) {
                JsonNode last = history.stream()
                        .filter(state -> state != null)
                        .reduce((a, b) -> b)
                        .orElseThrow();
                history.add(random.nextInt(15) == 0 ? null : states.changed(last));
            }
            Blame<Integer> blame = new Blame<>();
            for (int n = 0; n < history.size(); n++) {
                blame.next(n, history.get(n));
            }
            for (Blame.Line<Integer> line : blame.lines()) {
                assertEquals(
                        run(history, line.path(), line.value()),
                        line.event(),
                        () -> "seed " + seed + ": " + line.path() + " of " + history);
            }
            assertEquals(
                    history.getLast() == null,
                    blame.lines().isEmpty(),
                    () -> "seed " + seed + ": a state has lines, and no state has none: " + history);
        }
    }

    private static int run(List<JsonNode> history, FieldPath path, JsonNode value) {
        int start = history.size();
        while (start > 0 && hasLine(history.get(start - 1), path, value)) {
            start--;
        }
        return start;
    }

    /** Whether the state, by itself, has this path and value. */
    private static boolean hasLine(JsonNode state, FieldPath path, JsonNode value) {
        Blame<Integer> alone = new Blame<>();
        alone.next(0, state);
        return alone.lines().stream().anyMatch(line -> line.path().equals(path) && Values.same(line.value(), value));
    }

    private static Map<String, Integer> blame(String... states) {
        Blame<Integer> blame = new Blame<>();
        for (int i = 0; i < states.length; i++) {
            blame.next(i, states[i] == null ? null : DiffTest.json(states[i]));
        }
        Map<String, Integer> lines = new LinkedHashMap<>();
        blame.lines().forEach(line -> lines.put(line.path().toString(), line.event()));
        assertTrue(lines.size() == blame.lines().size());
        return lines;
    }
}
