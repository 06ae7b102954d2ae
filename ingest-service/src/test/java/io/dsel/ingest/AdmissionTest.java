package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.service.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What requests hold in memory is bounded, and given back. */
class AdmissionTest {
    private long now;
    private final Admission admission =
            new Admission(new Admission.Limits(10_240, 1, 1, Duration.ofSeconds(30)), () -> now);

    @Test
    void bytesBeyondTheLimitAre429AndTheRoomComesBack() throws Exception {
        try (Admission.Ticket first = admission.ticket();
                Admission.Ticket second = admission.ticket()) {
            first.read(5_000);
            second.read(4_000);
            assertEquals(
                    429,
                    assertThrows(ProblemException.class, () -> first.read(3_000))
                            .problem()
                            .status());
        }
        try (Admission.Ticket alone = admission.ticket()) {
            alone.read(10_000);
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIs408AndGivesItsRoomBack() throws Exception {
        try (Admission.Ticket slow = admission.ticket()) {
            slow.read(5_000);
            now += TimeUnit.SECONDS.toNanos(30);
            slow.read(1);
            now += 1;
            assertEquals(
                    408,
                    assertThrows(ProblemException.class, () -> slow.read(1))
                            .problem()
                            .status());
        }
        try (Admission.Ticket next = admission.ticket()) {
            next.read(10_000);
        }
    }

    @Test
    void requestsAndStreamsBeyondTheLimitAre429() throws Exception {
        try (Admission.Ticket first = admission.ticket()) {
            first.work();
            first.stream();
            try (Admission.Ticket second = admission.ticket()) {
                assertThrows(ProblemException.class, second::work);
                assertThrows(ProblemException.class, second::stream);
            }
        }
        try (Admission.Ticket next = admission.ticket()) {
            next.work();
            next.stream();
        }
    }
}
