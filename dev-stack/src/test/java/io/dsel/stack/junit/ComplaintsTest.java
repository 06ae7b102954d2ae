package io.dsel.stack.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComplaintsTest {
    @Test
    void aWarningIsShownWithItsCauseAndTheFirstFrames() {
        List<String> log = List.of(
                "2026-01-15T10:30:00.000Z INFO  Engine: runs",
                "2026-01-15T10:30:01.000Z ERROR Engine: stops",
                "org.apache.kafka.streams.errors.StreamsException: it broke",
                "\tat a(A.java:1)",
                "\tat b(B.java:1)",
                "\tat c(C.java:1)",
                "\tat d(D.java:1)",
                "\tat e(E.java:1)",
                "Caused by: java.io.IOException: no space left",
                "\tat f(F.java:1)",
                "2026-01-15T10:30:02.000Z INFO  Engine: stopped");
        assertEquals(
                List.of(log.get(1), log.get(2), log.get(3), log.get(4), log.get(5), log.get(6), log.get(8), log.get(9)),
                Complaints.in(log));
    }

    @Test
    void ofManyTheLastAreShown() {
        List<String> log = IntStream.range(0, 1000)
                .mapToObj(number -> "[2026-01-15 10:30:00] WARN number " + number)
                .toList();
        assertEquals(log.subList(960, 1000), Complaints.in(log));
    }
}
