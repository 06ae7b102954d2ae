package io.dsel.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SseStreamTest {
    private final AtomicLong clock = new AtomicLong();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final SseStream stream = new SseStream(out, clock::get);

    @Test
    void anEventIsItsPositionItsKindAndOneLine() throws IOException {
        stream.begin("p0", Duration.ofSeconds(1));
        stream.event("p1", "NoteAppliedEvent", "{\"ü\":1}".getBytes(UTF_8));
        assertEquals("retry: 1000\nid: p0\n\n", written(), "events wait for the flush");
        stream.flush();
        assertEquals("id: p1\nevent: NoteAppliedEvent\ndata: {\"ü\":1}\n\n", written());
    }

    @Test
    void whileThereIsNothingItProbesEachSecondAndTellsItsPositionEveryTen() throws IOException {
        stream.begin("p0", Duration.ofSeconds(1));
        written();
        StringBuilder all = new StringBuilder();
        for (int tenths = 0; tenths < 200; tenths++) {
            clock.addAndGet(Duration.ofMillis(100).toNanos());
            stream.idle(() -> "p");
            all.append(written());
        }
        assertEquals(("\n".repeat(9) + ": heartbeat\nid: p\n\n").repeat(2), all.toString());
    }

    @Test
    void aCommentStaysOnItsLine() throws IOException {
        stream.comment("waits:\r\nfor\nthis");
        assertEquals(": waits: for this\n\n", written());
    }

    private String written() {
        String text = out.toString(UTF_8);
        out.reset();
        return text;
    }
}
