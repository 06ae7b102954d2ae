package io.dsel.gateway.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DiffTest {
    private static final int PAIRS = 5_000;

    @Test
    void theDeepestValuesThatDifferAreNamed() {
        assertEquals(
                """
                {"op":"replace","path":"spec.version","from":"1","to":"2"}
                {"op":"replace","path":"spec.regions[1]","from":"b","to":"c"}
                {"op":"add","path":"spec.regions[2]","to":"d"}
                {"op":"remove","path":"spec.old","from":{"x":1}}
                {"op":"add","path":"spec.new","to":null}""",
                diff(
                        "{'spec':{'version':'1','regions':['a','b'],'old':{'x':1},'same':{'y':[]}}}",
                        "{'spec':{'new':null,'same':{'y':[]},'regions':['a','c','d'],'version':'2'}}"));
    }

    @Test
    void elementsWithANameOfTheirOwnAreComparedByIt() {
        assertEquals(
                """
                {"op":"remove","path":"c[name=db]","from":{"name":"db"}}
                {"op":"replace","path":"c[name=web].image","from":"a:1","to":"a:2"}
                {"op":"add","path":"c[name=log]","to":{"name":"log"},"at":0}""",
                diff(
                        "{'c':[{'name':'db'},{'name':'web','image':'a:1'}]}",
                        "{'c':[{'name':'log'},{'name':'web','image':'a:2'}]}"));
    }

    @Test
    void anIdServesWhereThereIsNoNameAndNumbersDoToo() {
        assertEquals(
                "{\"op\":\"replace\",\"path\":\"[id=7].v\",\"from\":1,\"to\":2}",
                diff("[{'id':3,'v':0},{'id':7,'v':1}]", "[{'id':3,'v':0},{'id':7,'v':2}]"));
    }

    @Test
    void namesThatOccurTwiceOrNotEverywhereTellNothingApart() {
        assertEquals(
                "{\"op\":\"replace\",\"path\":\"[1].v\",\"from\":1,\"to\":2}",
                diff("[{'name':'a'},{'name':'a','v':1}]", "[{'name':'a'},{'name':'a','v':2}]"));
        assertEquals(
                "{\"op\":\"replace\",\"path\":\"[0]\",\"from\":{\"name\":\"a\"},\"to\":\"a\"}",
                diff("[{'name':'a'}]", "['a']"));
    }

    @Test
    void whatMovesInAListIsTheFewestElementsThatBringItInOrder() {
        assertEquals(
                "{\"op\":\"move\",\"path\":\"[name=a]\",\"at\":3}",
                diff(
                        "[{'name':'a'},{'name':'b'},{'name':'c'},{'name':'d'}]",
                        "[{'name':'b'},{'name':'c'},{'name':'d'},{'name':'a'}]"));
    }

    @Test
    void whereThereIsNoStateTheWholeComesOrGoes() {
        JsonNode state = json("{'a':1}");
        assertEquals("{\"op\":\"add\",\"path\":\"\",\"to\":{\"a\":1}}", text(Diff.of(null, state)));
        assertEquals("{\"op\":\"remove\",\"path\":\"\",\"from\":{\"a\":1}}", text(Diff.of(state, null)));
        assertEquals("", text(Diff.of(null, null)));
    }

    @Test
    void numbersAreWhatTheirDigitsAre() {
        assertEquals("", text(Diff.of(number(1), Json.MAPPER.getNodeFactory().numberNode(1L))));
        assertEquals("{\"op\":\"replace\",\"path\":\"\",\"from\":1.10,\"to\":1.1}", diff("1.10", "1.1"));
        assertEquals("{\"op\":\"replace\",\"path\":\"\",\"from\":1,\"to\":1.0}", diff("1", "1.0"));
    }

    @Test
    void theChangesMakeTheSecondOfTheFirst() {
        long seed = new Random().nextLong();
        RandomStates states = new RandomStates(new Random(seed));
        for (int i = 0; i < PAIRS; i++) {
            JsonNode from = states.next();
            JsonNode to = i % 10 == 0 ? states.next() : states.changed(from);
            List<Change> changes = Diff.of(from, to);
            assertEquals(to, Patch.apply(from, changes), () -> "seed " + seed + ": " + from + "\n" + text(changes));
        }
    }

    @Test
    void noChangeCanBeLeftOut() {
        long seed = new Random().nextLong();
        RandomStates states = new RandomStates(new Random(seed));
        for (int i = 0; i < PAIRS; i++) {
            JsonNode from = states.next();
            JsonNode to = states.changed(from);
            List<Change> changes = Diff.of(from, to);
            assertEquals(
                    changes.stream().map(Change::path).distinct().count(),
                    changes.stream()
                                    .filter(change -> change.op() != Change.Op.MOVE)
                                    .count()
                            + moves(changes),
                    () -> "seed " + seed + ": a path twice in\n" + text(changes));
            assertTrue(Diff.of(to, to).isEmpty());
            assertEquals(from.equals(to), changes.isEmpty(), () -> "seed " + seed + ": " + from + " " + to);
            for (Change left : changes) {
                if (left.at() == null && !left.path().toString().endsWith("]")) { // places of others hang on these
                    List<Change> others = new ArrayList<>(changes);
                    others.remove(left);
                    assertFalse(
                            Patch.apply(from, others).equals(to),
                            () -> "seed " + seed + ": " + from + " needs not " + left);
                }
            }
        }
    }

    @Test
    void pathsReadBackAndLeadToTheValue() {
        long seed = new Random().nextLong();
        RandomStates states = new RandomStates(new Random(seed));
        for (int i = 0; i < PAIRS; i++) {
            JsonNode from = states.next();
            for (Change change : Diff.of(from, states.changed(from))) {
                FieldPath read = FieldPath.parse(change.path().toString());
                assertEquals(change.path(), read, () -> "seed " + seed + ": " + change.path());
                if (change.from() != null) {
                    assertEquals(change.from(), read.in(from), () -> "seed " + seed + ": " + change.path());
                }
            }
        }
    }

    private static long moves(List<Change> changes) {
        return changes.stream().filter(change -> change.op() == Change.Op.MOVE).count();
    }

    private static JsonNode number(int n) {
        return Json.MAPPER.getNodeFactory().numberNode(n);
    }

    private static String diff(String from, String to) {
        return text(Diff.of(json(from), json(to)));
    }

    private static String text(List<Change> changes) {
        return changes.stream().map(change -> Json.write(change.json())).collect(Collectors.joining("\n"));
    }

    static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"'));
    }
}
