package com.example.dsel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.Member;
import io.dsel.aggregate.laws.FoldLaws;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FailuresFoldTest {
    private static final int ROUNDS = 50;

    private final FailuresInARow provider = new FailuresInARow();

    @Test
    void convergence() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        FoldLaws laws = new FoldLaws(provider, seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Member> members = new ArrayList<>();
            int events = 1 + random.nextInt(2 * FailuresFold.MOST_OUTCOMES);
            for (int i = 0; i < events; i++) {
                members.add(member(random.nextInt(50), "e" + i, inputs(random)));
            }
            laws.hold(members);
        }
    }

    @Test
    void aSuccessThatComesLateCutsTheRowInTwo() {
        Fold fold = provider.empty();
        for (int second = 1; second <= 5; second++) {
            fold.add(member(second, "e" + second, "{\"failed\": true, \"reason\": \"quota " + second + "\"}"));
        }
        assertEquals("5 now, 5 at most, quota 5", told(fold));
        fold.add(member(3, "e3a", "{\"failed\": false}"));
        assertEquals("2 now, 3 at most, quota 5", told(fold));
        fold.add(member(6, "e6", "{\"failed\": false}"));
        assertEquals("0 now, 3 at most, quota 5", told(fold));
        assertEquals(Optional.of("HEALTHY"), fold.phase());
    }

    private static String inputs(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> "{}";
            case 1 -> "{\"failed\": false}";
            default -> "{\"failed\": true, \"reason\": \"r" + random.nextInt(9) + "\"}";
        };
    }

    private static String told(Fold fold) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        fold.writeTo(spec);
        JsonNode told = spec.get("failuresInARow");
        return told.get("now") + " now, " + told.get("most") + " at most, "
                + told.get("lastReason").stringValue();
    }

    private static Member member(long time, String id, String inputs) {
        return new Member(
                new EventOrder(time, id),
                "DeploymentFailedEvent",
                "Deployment",
                "shop",
                "web",
                "ann",
                Optional.empty(),
                Optional.empty(),
                Json.parse(inputs));
    }
}
