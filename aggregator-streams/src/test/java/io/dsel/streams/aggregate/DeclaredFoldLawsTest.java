package io.dsel.streams.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Measure.Function;
import io.dsel.aggregate.Member;
import io.dsel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Convergence: what a fold tells and keeps is a function of the set of its events, under its bounds and over them, in
 * whatever order they come and wherever its state was kept in between. That each event is added once is the topology's part.
 */
class DeclaredFoldLawsTest {
    private static final int ROUNDS = 300;

    private static final AggregateManifest MANIFEST = Measures.manifest(
            new Emission(Emission.On.PHASE, 1, 0),
            Measures.of("count", Function.COUNT),
            Measures.by("countBy", Function.COUNT, 5),
            Measures.of("sum", Function.SUM),
            Measures.by("sumBy", Function.SUM, 5),
            Measures.of("min", Function.MIN),
            Measures.of("max", Function.MAX),
            Measures.of("first", Function.FIRST),
            Measures.of("last", Function.LAST),
            Measures.distinct("distinct", 7),
            Measures.top("top", 3, 6),
            Measures.histogram("histogram", -1.5, 0.0, 10.0));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void anyOrderAndAnySplitGiveTheSame() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            String where = "seed " + seed + ", round " + round;
            // Few texts stay under the bounds, many go over them.
            List<Member> members = randomMembers(1 + random.nextInt(60), random.nextBoolean() ? 5 : 40);
            DeclaredFold once = new DeclaredFold(MANIFEST);
            members.forEach(once::add);
            Collections.shuffle(members, random);
            DeclaredFold pieces = inPieces(members);

            assertEquals(Measures.told(once), Measures.told(pieces), where);
            assertArrayEquals(once.state(), pieces.state(), where);
            assertEquals(once.phase(), pieces.phase(), where);
        }
    }

    /** Where a fold can't take one back, it says so; where it can, it is as if that had never been. */
    @Test
    void whatIsTakenBackWasNeverThere() {
        System.out.println("seed " + seed);
        int taken = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Member> members = randomMembers(2 + random.nextInt(30), random.nextBoolean() ? 5 : 40);
            Member gone = members.get(random.nextInt(members.size()));
            DeclaredFold all = new DeclaredFold(MANIFEST);
            members.forEach(all::add);
            DeclaredFold others = new DeclaredFold(MANIFEST);
            members.stream().filter(member -> member != gone).forEach(others::add);
            if (all.remove(gone)) {
                taken++;
                assertEquals(Measures.told(others), Measures.told(all), "seed " + seed + ", round " + round);
                assertEquals(others.phase(), all.phase());
            }
        }
        assertTrue(taken > 0);
    }

    @Test
    void whatIsToldReadsBackAsItWasWritten() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            DeclaredFold fold = new DeclaredFold(MANIFEST);
            randomMembers(1 + random.nextInt(30), 20).forEach(fold::add);
            ObjectNode told = Measures.told(fold);
            assertEquals(told, Json.parse(Json.write(told)), "seed " + seed + ", round " + round);
        }
    }

    private DeclaredFold inPieces(List<Member> members) {
        DeclaredFold fold = new DeclaredFold(MANIFEST);
        for (Member member : members) {
            if (random.nextInt(4) == 0) {
                fold = new DeclaredFold(MANIFEST, fold.state());
            }
            fold.add(member);
        }
        return new DeclaredFold(MANIFEST, fold.state());
    }

    private List<Member> randomMembers(int count, int texts) {
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode inputs = Json.MAPPER.createObjectNode();
            put(inputs, "countBy", text(texts));
            put(inputs, "sum", number());
            put(
                    inputs,
                    "sumBy",
                    inputs.objectNode().<ObjectNode>set("value", number()).set("by", text(texts)));
            put(inputs, "min", random.nextBoolean() ? number() : text(texts));
            put(inputs, "max", random.nextBoolean() ? number() : text(texts));
            put(inputs, "first", text(texts));
            put(inputs, "last", number());
            put(inputs, "distinct", text(texts));
            put(inputs, "top", text(texts));
            put(inputs, "histogram", number());
            Optional<String> phase =
                    random.nextInt(3) == 0 ? Optional.of("PHASE_" + random.nextInt(3)) : Optional.empty();
            members.add(Measures.member(random.nextInt(12), "e" + i, inputs, phase));
        }
        return members;
    }

    /** Now and then there is no value, or one of another type. */
    private void put(ObjectNode inputs, String measure, JsonNode value) {
        switch (random.nextInt(12)) {
            case 0 -> {
                // Nothing was taken.
            }
            case 1 -> inputs.putObject(measure).put("nested", true);
            case 2 -> inputs.putNull(measure);
            default -> inputs.set(measure, value);
        }
    }

    private JsonNode text(int texts) {
        return JsonNodeFactory.instance.stringNode("text-" + random.nextInt(texts));
    }

    private JsonNode number() {
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (random.nextInt(6)) {
            case 0 -> json.numberNode(random.nextLong());
            case 1 -> json.numberNode(BigDecimal.valueOf(random.nextGaussian()));
            case 2 -> json.numberNode(new BigDecimal("1e" + (random.nextInt(600) - 300)));
            case 3 -> json.numberNode(new BigDecimal("1.10"));
            case 4 -> json.numberNode(new BigDecimal("1.7e308").negate());
            default -> json.numberNode(random.nextInt(40) - 20);
        };
    }
}
