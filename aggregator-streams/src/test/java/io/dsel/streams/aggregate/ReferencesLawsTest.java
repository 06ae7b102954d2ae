package io.dsel.streams.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.events.JournalEntry;
import io.dsel.events.SeenEntry;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * Convergence: what a group refers to is a function of the set of its members, and what it tells of that one of the set of
 * what was seen since; however these come, how often, and wherever the state was kept in between.
 */
class ReferencesLawsTest {
    private static final int ROUNDS = 300;
    private static final List<String> NAMES = List.of("one", "many");
    private static final Serde<References> SERDE = References.serde();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void anyOrderAndAnyDoublesGiveTheSame() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Noted> members = randomMembers();
            List<JournalEntry> seen = randomSeen();
            References once = folded(members, seen);
            Collections.shuffle(members, random);
            Collections.shuffle(seen, random);
            References shuffled = folded(doubled(members), doubled(seen));

            String where = "seed " + seed + ", round " + round;
            assertEquals(told(once), told(shuffled), where);
            assertArrayEquals(
                    SERDE.serializer().serialize("", once), SERDE.serializer().serialize("", shuffled), where);
            assertEquals(once.mark(), shuffled.mark(), where);
        }
    }

    /** A group that refers to an object again is told of it again, at least as much as before. */
    @Test
    void whatComesBetweenMembersGivesTheSameOnceItIsToldAgain() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Noted> members = randomMembers();
            List<JournalEntry> seen = randomSeen();
            References mixed = new References();
            for (Noted member : members) {
                mixed.refer(member);
                seen.subList(0, random.nextInt(seen.size())).forEach(mixed::see);
            }
            seen.forEach(mixed::see);
            assertEquals(told(folded(members, seen)), told(mixed), "seed " + seed + ", round " + round);
        }
    }

    private References folded(List<Noted> members, List<JournalEntry> seen) {
        References references = new References();
        for (Noted member : members) {
            references = kept(references);
            references.refer(member);
        }
        for (JournalEntry entry : seen) {
            references = kept(references);
            references.see(entry);
        }
        return references;
    }

    /** Now and then by way of a store. */
    private References kept(References references) {
        return random.nextInt(4) > 0
                ? references
                : SERDE.deserializer().deserialize("", SERDE.serializer().serialize("", references));
    }

    private <T> List<T> doubled(List<T> items) {
        List<T> doubled = new ArrayList<>(items);
        for (int i = 0; i < 5; i++) {
            doubled.add(items.get(random.nextInt(items.size())));
        }
        return doubled;
    }

    private List<Noted> randomMembers() {
        List<Noted> members = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            ObjectNode said = Json.MAPPER.createObjectNode();
            if (random.nextInt(4) > 0) {
                said.putArray("one").add(entity());
            }
            if (random.nextInt(4) > 0) {
                var many = said.putArray("many");
                for (int left = random.nextInt(3); left > 0; left--) {
                    many.add(entity());
                }
            }
            JournalEntry entry = Entries.of("m" + i, random.nextInt(4))
                    .setReferences(said.isEmpty() ? null : Json.write(said))
                    .build();
            members.add(new Noted(entry, new byte[0]));
        }
        return members;
    }

    private List<JournalEntry> randomSeen() {
        List<JournalEntry> seen = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            int which = random.nextInt(6);
            int body = random.nextInt(2);
            String told = "{\"one\":{\"fields\":{\"n\":" + which + body + "}},\"many\":{\"truncated\":true}}";
            String state = which == 0 ? "MISSING" : which == 5 ? "DELETED" : "FOUND";
            seen.add(Entries.of(which == 0 ? "m0" : "e" + which, which)
                    .setBodyHash(which == 0 ? 0 : body - 1)
                    .setSeen(SeenEntry.newBuilder()
                            .setEntity(entity())
                            .setState(state)
                            .setTold(which == 0 ? "{}" : told)
                            .setAsked(false)
                            .setMemberId("m0")
                            .setMemberTimestamp(Instant.EPOCH)
                            .build())
                    .build());
        }
        return seen;
    }

    private String entity() {
        return "Artifact/09287/a" + random.nextInt(3);
    }

    private static ObjectNode told(References references) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        references.writeTo(spec, NAMES);
        return spec;
    }
}
