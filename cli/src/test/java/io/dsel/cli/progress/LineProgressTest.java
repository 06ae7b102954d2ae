package io.dsel.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LineProgressTest {

    private Instant now = Instant.EPOCH;
    private final StringWriter out = new StringWriter();
    private final LineProgress progress = new LineProgress(new PrintWriter(out), () -> now);

    @Test
    void aLineEveryFewSecondsAndOneAtTheEnd() {
        progress.start("sending", "events", 100);
        for (int i = 1; i <= 100; i++) {
            now = now.plusMillis(120);
            progress.at(i);
        }
        progress.end();
        progress.close();
        assertEquals("""
                sending: 42 of 100 events, 8/s, 7 s left
                sending: 84 of 100 events, 8/s, 2 s left
                sending: 100 events in 12.0 s, 8/s
                """, out.toString());
    }

    @Test
    void whatIsSaidInBetween() {
        progress.start("reading", "commits", 60);
        now = now.plusSeconds(6);
        progress.at(30);
        progress.say("by the way");
        assertEquals("reading: 30 of 60 commits, 5/s, 6 s left\nby the way\n", out.toString());
    }
}
