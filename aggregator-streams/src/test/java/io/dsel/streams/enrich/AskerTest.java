package io.dsel.streams.enrich;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.streams.aggregate.Outcome;
import io.dsel.streams.enrich.Remote.Page;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of a real server, and what becomes of it. */
class AskerTest {
    private final AskerStand stand = new AskerStand();

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void aPartOfTheAnswerCounts() {
        Remote remote = stand.remote(path -> Page.json("{\"owner\": {\"name\": \"ada\", \"level\": 1.10}}"));
        assertTrue(stand.offer(stand.question("q1", remote, "/owner", "a b/c")));
        Outcome outcome = stand.answer("q1");
        assertEquals("{\"name\":\"ada\",\"level\":1.10}", outcome.text());
        assertTrue(outcome.answered());
        assertEquals(stand.now().toEpochMilli(), outcome.askedAt());
        assertEquals(List.of("/apps/a%20b%2Fc"), remote.asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | ",
                "410 | ",
                "204 | ",
                "200 | {}",
            })
    void thatThereIsNothingIsAnAnswer(int status, String body) {
        Remote remote = stand.remote(path -> new Page(status, body == null ? "" : body, null));
        stand.offer(stand.question("q1", remote, "/owner", "shop"));
        assertEquals(Outcome.answered("null", stand.now()), stand.answer("q1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 | {}        | answered 403",
                "500 | {}        | answered 500",
                "200 | <html>    | with what is no JSON",
                "200 | {} {}     | with what is no JSON",
                "200 | 1e400     | answer that no event may hold",
                "200 | \"\\ud800\" | answer that no event may hold",
            })
    void whatIsNoAnswerIsUnavailableWithTheReason(int status, String body, String reason) {
        Remote remote = stand.remote(path -> new Page(status, body, null));
        stand.offer(stand.question("q1", remote, "", "shop"));
        assertUnavailable(reason);
    }

    @Test
    void anAnswerThatIsTooLargeIsUnavailable() {
        Remote remote = stand.remote(path -> Page.json("\"" + "x".repeat((16 << 10) - 1) + "\""));
        stand.offer(stand.question("q1", remote, "", "shop"));
        assertUnavailable("answer too large: 16385 bytes, at most 16384");
    }

    @Test
    void aBodyThatIsTooLargeIsNotReadToItsEnd() {
        Remote remote = stand.remote(path -> Page.json("\"" + "x".repeat(8 << 20) + "\""));
        stand.offer(stand.question("q1", remote, "", "shop"));
        assertUnavailable("with more than 65536 bytes");
    }

    @Test
    void anAnswerThatIsTooDeepIsUnavailable() {
        Remote remote = stand.remote(path -> Page.json("[".repeat(60) + "]".repeat(60)));
        stand.offer(stand.question("q1", remote, "", "shop"));
        assertUnavailable("nested deeper than 50");
    }

    @Test
    void aHostThatIsNotAllowedIsNotAsked() {
        try (Remote forbidden = new Remote(path -> Page.json("1"))) {
            stand.offer(stand.question("q1", forbidden, "", "shop"));
            assertUnavailable(forbidden.host() + " is not one of enrichment.hosts");
            assertEquals(List.of(), forbidden.asked());
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (Remote forbidden = new Remote(path -> Page.json("1"))) {
            Remote remote = stand.remote(path -> new Page(302, "", "http://" + forbidden.host() + "/"));
            stand.offer(stand.question("q1", remote, "", "shop"));
            assertUnavailable("answered 302, which leads elsewhere and is not followed");
            assertEquals(List.of(), forbidden.asked());
        }
    }

    @Test
    void whatDoesNotAnswerInTimeIsUnavailableAndTheCallEnds() {
        CountDownLatch never = new CountDownLatch(1);
        Remote remote = stand.remote(path -> {
            never.await();
            return Page.json("1");
        });
        stand.offer(stand.question("q1", remote, "", "shop"));
        assertUnavailable("no answer within " + AskerStand.TIMEOUT.toMillis() + " ms");
    }

    /** Of a server that is down the first failure is told, and what it answers in the end. */
    @Test
    void whatFailedIsAskedAgainAndToldOnce() {
        AtomicInteger left = new AtomicInteger(3);
        Remote remote = stand.remote(path -> left.getAndDecrement() > 0 ? Page.status(503) : Page.json("\"ada\""));
        Question question = stand.question("q1", remote, "", "shop");
        stand.offer(question);
        assertUnavailable("answered 503");
        for (int failures = 1; failures <= 3; failures++) {
            int asked = failures;
            await().until(() -> stand.isWaiting(question));
            assertTrue(stand.offer(question));
            assertEquals(asked, remote.asked().size(), "not before the pause is over");
            stand.pass(Duration.ofSeconds(1L << (failures - 1)));
            stand.offer(question);
            await().until(() -> remote.asked().size() == asked + 1);
        }
        assertEquals("\"ada\"", stand.answer("q1").text(), "nothing between the first failure and the answer");
    }

    @Test
    void whatTheJournalSaysToBeUnavailableIsNotToldAgain() {
        AtomicInteger left = new AtomicInteger(1);
        Remote remote = stand.remote(path -> left.getAndDecrement() > 0 ? Page.status(503) : Page.json("\"ada\""));
        Question question = stand.question("q1", remote, "", "shop").toldUnavailable();
        stand.offer(question);
        await().until(() -> stand.isWaiting(question));
        stand.pass(Duration.ofSeconds(1));
        stand.offer(question);
        assertTrue(stand.answer("q1").answered());
    }

    /** What somebody has to change is asked again once a minute. */
    @Test
    void whatLastsIsAskedAgainSlowly() {
        Remote remote = stand.remote(path -> Page.status(403));
        Question question = stand.question("q1", remote, "", "shop");
        stand.offer(question);
        stand.answer("q1");
        await().until(() -> stand.isWaiting(question));
        stand.pass(Duration.ofSeconds(29));
        stand.offer(question);
        assertTrue(stand.isWaiting(question));
        stand.pass(Duration.ofSeconds(31));
        stand.offer(question);
        await().until(() -> remote.asked().size() == 2);
    }

    @Test
    void whoAsksTheSameSharesTheAnswerForAsLongAsItHolds() {
        CountDownLatch all = new CountDownLatch(1);
        AtomicInteger number = new AtomicInteger();
        Remote remote = stand.remote(path -> {
            all.await();
            return Page.json(Integer.toString(number.incrementAndGet()));
        });
        for (int i = 0; i < 20; i++) {
            stand.offer(stand.question("q" + i, remote, "", "shop"));
        }
        all.countDown();
        for (int i = 0; i < 20; i++) {
            assertEquals("1", stand.answer("q" + i).text());
        }
        stand.pass(AskerStand.TTL.minusMillis(1));
        stand.offer(stand.question("later", remote, "", "shop"));
        assertEquals("1", stand.answer("later").text());
        stand.pass(Duration.ofMillis(1));
        stand.offer(stand.question("last", remote, "", "shop"));
        assertEquals("2", stand.answer("last").text());
        assertEquals(2, remote.asked().size());
    }

    @Test
    void soManyAreAskedAtATimeAndNoMore() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Remote remote = stand.remote(path -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.sleep(5);
            now.decrementAndGet();
            return Page.json("1");
        });
        for (int i = 0; i < 60; i++) {
            assertTrue(stand.offer(stand.question("q" + i, remote, "", "app" + i)));
        }
        for (int i = 0; i < 60; i++) {
            assertTrue(stand.answer("q" + i).answered());
        }
        assertTrue(most.get() <= AskerStand.CONCURRENCY, () -> "at a time: " + most);
    }

    /** The stream thread that offers is never held up. */
    @Test
    void whoIsFullSaysSo() {
        CountDownLatch open = new CountDownLatch(1);
        try (Release ignored = open::countDown) {
            int taken = 0;
            while (stand.offer(stand.plugged("q" + taken, open))) {
                taken++;
            }
            assertTrue(taken >= 1_024, "taken: " + taken);
        }
        assertNotNull(stand.answer("q0"));
        await().until(() -> stand.offer(stand.plugged("more", open)));
    }

    /** Lets go of what waits, also where the test fails. */
    private interface Release extends AutoCloseable {
        @Override
        void close();
    }

    @Test
    void nothingIsAskedBeforeTheJournalIsRead() {
        Remote remote = stand.remote(path -> Page.json("1"));
        stand.caughtUp(false);
        Question question = stand.question("q1", remote, "", "shop");
        assertFalse(stand.offer(question));
        stand.caughtUp(true);
        assertTrue(stand.offer(question));
        assertTrue(stand.answer("q1").answered());
        assertEquals(1, remote.asked().size());
    }

    @Test
    void aPlugInThatIsNotThereIsUnavailable() {
        stand.offer(stand.question("q1", "ldap", "{}", "shop"));
        assertUnavailable("there is no enricher 'ldap' on the streams' class path; those are [gated, http, picky]");
    }

    @Test
    void settingsThatAPlugInDoesNotTakeAreTheReason() {
        stand.offer(stand.question("q1", "picky", "{}", "shop"));
        assertUnavailable("the enricher 'picky' does not take the settings: no tree");
    }

    @Test
    void whatFailsToBeWrittenIsWrittenLaterWithoutAskingAgain() {
        Remote remote = stand.remote(path -> Page.json("1"));
        Question question = stand.question("q1", remote, "", "shop");
        stand.failWrites(1);
        stand.offer(question);
        await().until(() -> stand.isWaiting(question));
        stand.pass(Duration.ofSeconds(1));
        stand.offer(question);
        assertTrue(stand.answer("q1").answered());
        assertEquals(1, remote.asked().size());
    }

    private void assertUnavailable(String reason) {
        Outcome outcome = stand.answer("q1");
        assertFalse(outcome.answered(), outcome::toString);
        assertTrue(outcome.text().contains(reason), outcome::toString);
    }
}
