package io.dsel.cli.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.cli.progress.Progress;
import io.dsel.cli.text.Style;
import io.dsel.verify.Difference;
import io.dsel.verify.Difference.Sort;
import io.dsel.verify.Subject;
import io.dsel.verify.Summary;
import io.dsel.verify.Tally;
import io.dsel.verify.Tier;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class VerifyReportTest {
    private final Progress progress = Progress.of(false, new PrintWriter(new StringWriter()), InstantSource.system());
    private final VerifyReport report = new VerifyReport(new Style(false), progress);

    @Test
    void whatIsEqualIsSaidInOneSentence() {
        Summary summary = new Summary(48, 0, List.of(new Tally(Tier.STORE, Subject.HEAD, 12, 0, 0, 0, 0)), List.of());
        assertEquals("""
                TIER    WHAT    COMPARED   MISSING   EXTRA   DIFFERENT   LEFT OUT
                store   heads   12         0         0       0           0
                All is equal: 48 records of the log in 2.0 s, 24/s
                """, report.text(summary, Duration.ofSeconds(2)));
    }

    @Test
    void eachDifferenceIsALineWithBothSides() {
        found(Sort.DIFFERENT, "e1", "userId", "ann", "eve");
        found(Sort.MISSING, "e2", "", "2026-01-15T10:00:00.000Z at t/0/1", "");
        found(Sort.EXTRA, "e3", "", "", "at t/0/2");
        Summary summary = new Summary(
                48,
                1,
                List.of(new Tally(Tier.INDEX, Subject.EVENT, 10, 1, 1, 1, 0)),
                List.of("executions are not recomputed"));
        assertEquals("""
                different  index event  Artifact/shop/vpc  e1  userId:  log: ann; index: eve
                missing  index event  Artifact/shop/vpc  e2  log: 2026-01-15T10:00:00.000Z at t/0/1; index: nothing
                extra  index event  Artifact/shop/vpc  e3  log: nothing; index: at t/0/2

                TIER    WHAT     COMPARED   MISSING   EXTRA   DIFFERENT   LEFT OUT
                index   events   10         1         1       1           0
                Note: executions are not recomputed
                Note: 1 records are no events in their place; the dead letters have them.
                3 differ: 48 records of the log in 2.0 s, 24/s
                """, report.text(summary, Duration.ofSeconds(2)));
        JsonNode document = report.document(summary, Duration.ofSeconds(2));
        assertEquals(false, document.path("equal").booleanValue());
        assertEquals("eve", document.at("/differences/0/found").stringValue());
        assertEquals(10, document.at("/tallies/0/compared").intValue());
    }

    private void found(Sort sort, String eventId, String field, String log, String index) {
        report.found(new Difference(Tier.INDEX, Subject.EVENT, sort, "Artifact/shop/vpc", eventId, field, log, index));
    }
}
