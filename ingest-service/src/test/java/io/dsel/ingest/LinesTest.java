package io.dsel.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void theLastLineNeedsNoEndAndBlankLinesOnlyCount() throws IOException {
        assertEquals(List.of("1:a", "2:b"), read("a\nb", 10));
        assertEquals(List.of("1:a", "2:b"), read("a\nb\n", 10));
        assertEquals(List.of("2:a", "5:b"), read("\na\n \t\r\n\nb\n\n", 10));
        assertEquals(List.of("1:a\r"), read("a\r\n", 10));
        assertEquals(List.of(), read("", 10));
        assertEquals(List.of(), read("\n\n", 10));
    }

    @Test
    void aLineTooLongIsSkippedAndTheNextIsRead() throws IOException {
        assertEquals(List.of("1:12345", "2!", "3:c"), read("12345\n123456\nc\n", 5));
        assertEquals(List.of("1!", "2:c"), read("x".repeat(200_000) + "\nc", 5));
        assertEquals(List.of("1!"), read("x".repeat(200_000), 5));
    }

    @Test
    void whateverTheChunksTheLinesAreTheSame() throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            StringBuilder text = new StringBuilder();
            List<String> expected = new ArrayList<>();
            for (int n = 1; n <= 50; n++) {
                int length = random.nextInt(10) == 0 ? 40_000 + random.nextInt(50_000) : random.nextInt(20);
                text.append("é".repeat(length)).append('\n');
                if (length * 2 > 60_000) {
                    expected.add(n + "!");
                } else if (length > 0) {
                    expected.add(n + ":" + "é".repeat(length));
                }
            }
            Lines lines = new Lines(trickling(text.toString().getBytes(UTF_8), random), 60_000);
            assertEquals(expected, all(lines), "seed " + seed);
        }
    }

    @Test
    void aLineIsGivenBeforeTheNextOneComes() throws IOException {
        InputStream first = new InputStream() {
            private final byte[] text = "a\nb".getBytes(UTF_8);
            private boolean given;

            @Override
            public int read(byte[] into, int from, int most) {
                assertTrue(!given, "must not wait for more");
                given = true;
                System.arraycopy(text, 0, into, from, text.length);
                return text.length;
            }

            @Override
            public int read() {
                throw new AssertionError("reads byte by byte");
            }
        };
        assertEquals("a", new String(new Lines(first, 10).next().text(), UTF_8));
    }

    @Test
    void theEndStaysTheEnd() throws IOException {
        Lines lines = new Lines(new ByteArrayInputStream("a".getBytes(UTF_8)), 10);
        lines.next();
        assertNull(lines.next());
        assertNull(lines.next());
    }

    private static InputStream trickling(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] into, int from, int most) {
                return super.read(into, from, Math.min(most, 1 + random.nextInt(50_000)));
            }
        };
    }

    private static List<String> read(String text, int most) throws IOException {
        return all(new Lines(new ByteArrayInputStream(text.getBytes(UTF_8)), most));
    }

    private static List<String> all(Lines lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (Lines.Line line = lines.next(); line != null; line = lines.next()) {
            all.add(line.number() + (line.tooLong() ? "!" : ":" + new String(line.text(), UTF_8)));
        }
        return all;
    }
}
