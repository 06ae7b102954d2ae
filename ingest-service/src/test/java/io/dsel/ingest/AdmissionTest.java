package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.service.ProblemException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What requests hold in memory is bounded, and given back. */
class AdmissionTest {
    private long now;
    private final Admission admission =
            new Admission(new Admission.Limits(10_240, 20_480, 1, 1, Duration.ofSeconds(30)), () -> now);

    @Test
    void bytesBeyondTheLimitAre429AndTheRoomComesBack() throws Exception {
        try (Admission.Ticket first = admission.ticket();
                Admission.Ticket second = admission.ticket()) {
            first.read(5_000);
            second.read(4_000);
            assertEquals(429, status(() -> first.read(3_000)));
        }
        try (Admission.Ticket alone = admission.ticket()) {
            alone.read(10_000);
        }
    }

    @Test
    void twoBodiesThatGrowNeverWaitForEachOther() throws Exception {
        Admission wide = new Admission(new Admission.Limits(64 << 10, 1, 1, 1, Duration.ofSeconds(30)), () -> now);
        try (Admission.Ticket first = wide.ticket();
                Admission.Ticket second = wide.ticket()) {
            first.begin(-1);
            second.begin(-1);
            first.read(30 << 10);
            second.read(30 << 10);
            long before = System.nanoTime();
            assertEquals(429, status(() -> first.read(10 << 10)));
            assertTrue(System.nanoTime() - before < TimeUnit.MILLISECONDS.toNanos(500), "at once");
        }
    }

    @Test
    void aBodyThatSaysItsLengthHasItsRoomFromTheStart() throws Exception {
        Admission wide = new Admission(new Admission.Limits(64 << 10, 1, 1, 1, Duration.ofSeconds(30)), () -> now);
        try (Admission.Ticket first = wide.ticket();
                Admission.Ticket second = wide.ticket()) {
            first.begin(50 << 10);
            assertEquals(429, status(() -> second.begin(20 << 10)));
            first.read(50 << 10);
        }
    }

    @Test
    void whatABodyBecomesIsBoundedAsWellAndItsBytesMakeRoomForOthers() throws Exception {
        try (Admission.Ticket first = admission.ticket();
                Admission.Ticket second = admission.ticket()) {
            first.read(10_000);
            first.parse(15_000);
            second.read(10_000);
            assertEquals(429, status(() -> second.parse(10_000)));
            assertEquals(413, status(() -> second.parse(21_000)), "more than there ever is");
        }
        try (Admission.Ticket alone = admission.ticket()) {
            alone.read(10_000);
            alone.parse(20_000);
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIs408AndGivesItsRoomBack() throws Exception {
        try (Admission.Ticket slow = admission.ticket()) {
            slow.read(5_000);
            now += TimeUnit.SECONDS.toNanos(30);
            slow.read(1);
            now += 1;
            assertEquals(408, status(() -> slow.read(1)));
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

    private static int status(Executable refused) {
        return assertThrows(ProblemException.class, refused).problem().status();
    }
}
