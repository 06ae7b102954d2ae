package io.dsel.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerificationReportTest {

    @Test
    void saysHowLongReadsTook() {
        List<Duration> reads = LongStream.rangeClosed(1, 100)
                .map(number -> 101 - number)
                .mapToObj(Duration::ofMillis)
                .toList();
        VerificationReport report = new VerificationReport(7, new Verification.Result(80, 20, 3, List.of(), reads));

        JsonNode millis = report.json().path("readMillis");
        assertEquals(50.0, millis.path("p50").doubleValue());
        assertEquals(99.0, millis.path("p99").doubleValue());
        assertTrue(report.text().contains("reads took 50.0 ms, one in a hundred over 99.0 ms"), report.text());
    }

    @Test
    void withoutReadsThereIsNoTime() {
        VerificationReport report = new VerificationReport(7, new Verification.Result(0, 0, 0, List.of(), List.of()));
        assertEquals(0.0, report.json().at("/readMillis/p99").doubleValue());
    }
}
