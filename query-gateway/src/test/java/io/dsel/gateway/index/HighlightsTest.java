package io.dsel.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HighlightsTest {
    @Test
    void valuesThatMatchAreShownWholeTheBestFirst() {
        assertEquals(
                List.of("killed: <em>out</em> of <em>memory</em>", "time <em>out</em>"),
                Highlights.of("a\nb\ntime <em>out</em>\nkilled: <em>out</em> of <em>memory</em>\nc"));
    }

    @Test
    void nothingMatchedShowsNothing() {
        assertEquals(List.of(), Highlights.of(""));
        assertEquals(List.of(), Highlights.of("a\nb"));
    }

    @Test
    void aLongValueIsCutAroundItsFirstMatch() {
        String shown = Highlights.of("x".repeat(1000) + " <em>here</em> " + "y".repeat(1000))
                .getFirst();
        assertTrue(shown.startsWith("…x") && shown.contains(" <em>here</em> y") && shown.endsWith("y…"), shown);
        assertTrue(shown.length() <= 242, shown);
    }

    @Test
    void marksAndCharactersStayWholeWhereverTheCutFalls() {
        long seed = new SplittableRandom().nextLong();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 500; i++) {
            StringBuilder line = new StringBuilder();
            while (line.length() < 600) {
                line.append("😀".repeat(random.nextInt(60)))
                        .append("<em>")
                        .append("w".repeat(1 + random.nextInt(9)))
                        .append("</em>");
            }
            String shown = Highlights.of(line.toString()).getFirst();
            String rest = shown.replaceAll("<em>w+</em>", "").replace("😀", "").replace("…", "");
            assertEquals("", rest, "seed " + seed + ": " + shown);
        }
    }
}
