package io.dsel.streams.aggregate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dsel.events.JournalEntry;
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
 * Convergence: what a group asks is a function of the set of its members, and what it tells one of the set of answers to that;
 * however these come, how often, and wherever the state was kept in between.
 */
class EnrichmentsLawsTest {
    private static final int ROUNDS = 300;
    private static final List<String> NAMES = List.of("one", "two");
    private static final Owner OWNER = new Owner("TriedAggregate/09287/a", "0123456789ab");
    private static final Serde<Enrichments> SERDE = Enrichments.serde();

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void answersInAnyOrderAndDoubledGiveTheSame() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            Enrichments asking = new Enrichments();
            randomMembers().forEach(asking::ask);
            List<JournalEntry> answers = randomAnswers(asking);
            Enrichments once = answered(kept(asking), answers);
            List<JournalEntry> again = doubled(answers);
            Collections.shuffle(again, random);
            Enrichments shuffled = answered(kept(asking), again);

            String where = "seed " + seed + ", round " + round;
            assertArrayEquals(
                    SERDE.serializer().serialize("", once), SERDE.serializer().serialize("", shuffled), where);
            assertEquals(told(once), told(shuffled), where);
            assertEquals(once.mark(), shuffled.mark(), where);
            answers.forEach(answer -> assertFalse(once.answer(OWNER, answer), where));
        }
    }

    @Test
    void membersInAnyOrderAndDoubledAskTheSame() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Noted> members = randomMembers();
            Enrichments once = new Enrichments();
            members.forEach(once::ask);
            List<Noted> again = doubled(members);
            Collections.shuffle(again, random);
            Enrichments shuffled = new Enrichments();
            for (Noted member : again) {
                shuffled = kept(shuffled);
                shuffled.ask(member);
            }
            assertEquals(told(once), told(shuffled), "seed " + seed + ", round " + round);
        }
    }

    /** A replay gets the answers where they lie in the journal, between members, each to the question of its time. */
    @Test
    void theSameJournalTellsTheSame() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Object> journal = new ArrayList<>();
            Enrichments live = new Enrichments();
            for (Noted member : randomMembers()) {
                live.ask(member);
                journal.add(member);
                for (JournalEntry answer : randomAnswers(live)) {
                    live.answer(OWNER, answer);
                    journal.add(answer);
                }
            }
            Enrichments replayed = new Enrichments();
            for (Object entry : journal) {
                replayed = kept(replayed);
                if (entry instanceof Noted member) {
                    replayed.ask(member);
                } else {
                    replayed.answer(OWNER, (JournalEntry) entry);
                }
            }
            assertEquals(told(live), told(replayed), "seed " + seed + ", round " + round);
        }
    }

    private Enrichments answered(Enrichments asking, List<JournalEntry> answers) {
        Enrichments enrichments = asking;
        for (JournalEntry answer : answers) {
            enrichments = random.nextInt(4) > 0 ? enrichments : kept(enrichments);
            enrichments.answer(OWNER, answer);
        }
        return enrichments;
    }

    /** By way of a store. */
    private static Enrichments kept(Enrichments enrichments) {
        return SERDE.deserializer().deserialize("", SERDE.serializer().serialize("", enrichments));
    }

    private <T> List<T> doubled(List<T> items) {
        List<T> doubled = new ArrayList<>(items);
        for (int i = 0; i < 5 && !items.isEmpty(); i++) {
            doubled.add(items.get(random.nextInt(items.size())));
        }
        return doubled;
    }

    private List<Noted> randomMembers() {
        List<Noted> members = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            ObjectNode said = Json.MAPPER.createObjectNode();
            for (String name : NAMES) {
                if (random.nextInt(4) > 0) {
                    said.putObject(name).put("app", "a" + random.nextInt(3));
                }
            }
            JournalEntry entry = Entries.of("m" + i, random.nextInt(4))
                    .setEnrichments(said.isEmpty() ? null : Json.write(said))
                    .build();
            members.add(new Noted(entry, new byte[0]));
        }
        return members;
    }

    /** Some to what is asked now, and one to what nobody asks. */
    private List<JournalEntry> randomAnswers(Enrichments asking) {
        List<JournalEntry> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            String name = NAMES.get(random.nextInt(NAMES.size()));
            Instant askedAt = Instant.ofEpochMilli(random.nextInt(3));
            Outcome outcome = random.nextBoolean()
                    ? Outcome.answered(Integer.toString(random.nextInt(3)), askedAt)
                    : Outcome.unavailable("reason " + random.nextInt(3), askedAt);
            asking.open(OWNER, name)
                    .ifPresent(open -> answers.add(Entries.of("m0", 0)
                            .setAnswer(outcome.entry(name, open.id()))
                            .build()));
        }
        answers.add(Entries.of("m0", 0)
                .setAnswer(Outcome.answered("\"wrong\"", Instant.EPOCH).entry("one", "another question"))
                .build());
        return answers;
    }

    private static ObjectNode told(Enrichments enrichments) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        enrichments.writeTo(spec);
        return spec;
    }
}
