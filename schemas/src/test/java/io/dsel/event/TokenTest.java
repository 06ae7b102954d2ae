package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @Test
    void coversTheHighestOffsetOfEachPartition() {
        Token token = Token.of(
                "cluster",
                List.of(
                        new LogPosition("a", 0, 5),
                        new LogPosition("a", 0, 3),
                        new LogPosition("a", 1, 7),
                        new LogPosition("b", 0, 1)));
        assertEquals(
                Map.of("a", new TreeMap<>(Map.of(0, 5L, 1, 7L)), "b", new TreeMap<>(Map.of(0, 1L))), token.positions());
    }

    @Test
    void everyTokenComesBackFromItsText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            List<LogPosition> positions = new ArrayList<>();
            for (int n = random.nextInt(30); n > 0; n--) {
                positions.add(new LogPosition(
                        "dsel.events.T" + random.nextInt(9), random.nextInt(64), random.nextLong(Long.MAX_VALUE)));
            }
            Token token = Token.of("MkU3OEVBNTcwNTJENDM2Qg", positions);
            assertEquals(token, Token.parse(token.text()), "seed " + seed);
            assertTrue(token.text().matches("[A-Za-z0-9_-]+"), token.text());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2\nc\nt 0:1",
                "1",
                "",
                "1\nc\nt 0",
                "1\nc\nt 0:",
                "1\nc\nt :1",
                "1\nc\nt 0:-1",
                "1\nc\nt -1:1",
                "1\n",
                "1\nc\nt 0:+1",
                "1\nc\nt 00:1",
                "1\nc\nt 0:1 0:2",
                "1\nc\nt 1:1 0:2",
                "1\nc\nt 0:1\nt 1:1",
                "1\nc\nt 0:9223372036854775808",
                "1\nc\nt 0:1\n",
                "1\nc\nt 0:1 "
            })
    void whatThisServiceNeverWroteIsRefused(String plain) {
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
        assertThrows(IllegalArgumentException.class, () -> Token.parse(text));
    }

    @Test
    void garbageIsRefusedOrHappensToBeATokenInItsOneSpelling() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            String text = i % 2 == 0
                    ? new String(bytes, StandardCharsets.ISO_8859_1)
                    : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            try {
                assertEquals(text, Token.parse(text).text(), "seed " + seed);
            } catch (IllegalArgumentException e) {
                refused++;
            }
        }
        assertTrue(refused > 9_900, "refused " + refused + " of 10000, seed " + seed);
    }
}
