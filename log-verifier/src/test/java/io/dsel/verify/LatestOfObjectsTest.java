package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.EventOrder;
import io.dsel.verify.GroupFact.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of each object the latest event counts, however the log is ordered and however little memory there is. */
class LatestOfObjectsTest {
    private static final String NAME = "LatestAggregate";
    private static final long MEMORY = 2_000;

    @TempDir
    private Path folder;

    @Test
    void inAnyOrderOfTheLogItIsTheLatestOfEach() {
        for (int seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<ObjectFact> facts = new ArrayList<>();
            Map<String, ObjectFact> latest = new TreeMap<>();
            for (int i = 0; i < 200; i++) {
                ObjectFact fact =
                        fact("o" + random.nextInt(9), random.nextInt(1000), "e" + i, "g" + random.nextInt(4), false);
                facts.add(fact);
                latest.merge(fact.object(), fact, (a, b) -> a.order().compareTo(b.order()) > 0 ? a : b);
            }
            facts.addAll(facts.subList(0, 50)); // copies
            Collections.shuffle(facts, random);
            TreeSet<String> expected = new TreeSet<>();
            latest.values().forEach(fact -> expected.add(line(fact)));
            List<GroupFact> told = told(facts);
            TreeSet<String> parts = new TreeSet<>();
            told.stream()
                    .map(LatestOfObjectsTest::line)
                    .filter(it -> it.startsWith("part"))
                    .forEach(parts::add);
            assertEquals(expected, parts, "seed " + seed);
            assertEquals(200, told.size(), "each event once, there or left; seed " + seed);
        }
    }

    @Test
    void anEventOutsideAllGroupsEndsTheOneBefore() {
        assertEquals(List.of("left g1 e1"), lines(fact("o1", 1, "e1", "g1", false), fact("o1", 2, "e2", "", false)));
    }

    @Test
    void whatCameLateMayHaveBeenToldOfOrNot() {
        assertEquals(
                List.of("left g1 e1 late", "left g2 e2 late", "part g3 e3 late"),
                lines(
                        fact("o1", 1, "e1", "g1", false),
                        fact("o1", 2, "e2", "g2", true),
                        fact("o1", 3, "e3", "g3", true)));
        assertEquals(
                List.of("left g1 e1", "left g2 e2", "part g3 e3"),
                lines(
                        fact("o1", 1, "e1", "g1", false),
                        fact("o1", 2, "e2", "g2", true),
                        fact("o1", 3, "e3", "g3", false)),
                "what is not the latest when it comes changes nothing");
        assertEquals(
                List.of("part g1 e1"),
                lines(fact("o1", 1, "e1", "g1", false), fact("o1", 1, "e1", "g1", true)),
                "a copy changes nothing");
    }

    private List<String> lines(ObjectFact... facts) {
        return told(List.of(facts)).stream()
                .map(LatestOfObjectsTest::line)
                .sorted()
                .toList();
    }

    private List<GroupFact> told(List<ObjectFact> facts) {
        List<GroupFact> told = new ArrayList<>();
        try (LatestOfObjects objects = new LatestOfObjects(folder, MEMORY)) {
            facts.forEach(objects::take);
            objects.tell(told::add);
        }
        return told;
    }

    private static String line(ObjectFact fact) {
        return "part " + fact.groups().getFirst() + " " + fact.order().eventId();
    }

    private static String line(GroupFact fact) {
        String where = fact.group() + " " + fact.order().eventId();
        if (fact instanceof Part part) {
            return (part.left() ? "left " : "part ") + where + (part.late() ? " late" : "");
        }
        throw new AssertionError(fact);
    }

    /** @param group empty for none */
    private static ObjectFact fact(String object, long time, String id, String group, boolean late) {
        List<String> groups = group.isEmpty() ? List.of() : List.of(group);
        return new ObjectFact(NAME, object, new EventOrder(time, id), id.hashCode(), late, groups, "{}", "{}");
    }
}
