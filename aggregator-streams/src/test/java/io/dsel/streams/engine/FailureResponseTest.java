package io.dsel.streams.engine;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.dsel.avro.RegistryUnavailableException;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;

class FailureResponseTest {
    private static final Throwable A_BUG = new StreamsException(new IllegalStateException("a bug"));

    private final AtomicReference<String> told = new AtomicReference<>();
    private Instant now = Instant.EPOCH;
    private final FailureResponse response = new FailureResponse(told, () -> now);

    @Test
    void whatMayPassIsTriedAgain() {
        Throwable away = new RegistryUnavailableException("away", new IOException("refused"));
        for (int failure = 0; failure <= FailureResponse.TOO_MANY; failure++) {
            assertEquals(REPLACE_THREAD, response.handle(new StreamsException("deserialization", away)));
            assertEquals(REPLACE_THREAD, response.handle(new StreamsException(new TimeoutException("slow"))));
            assertEquals(REPLACE_THREAD, response.handle(new TopologyException("a topic is unknown to the topology")));
        }
        assertNull(told.get());
    }

    @Test
    void whatIsRefusedForGoodStopsTheInstanceAndIsTold() {
        assertEquals(
                SHUTDOWN_CLIENT,
                response.handle(new StreamsException(new AuthorizationException("no right to write"))));
        assertEquals("org.apache.kafka.common.errors.AuthorizationException: no right to write", told.get());
    }

    @Test
    void anUnknownFailureStopsTheInstanceOnlyWhenItReturnsAgainAndAgain() {
        for (int failure = 1; failure < FailureResponse.TOO_MANY; failure++) {
            assertEquals(REPLACE_THREAD, response.handle(A_BUG));
        }
        assertNull(told.get());
        assertEquals(SHUTDOWN_CLIENT, response.handle(A_BUG));
        assertEquals("java.lang.IllegalStateException: a bug", told.get());
    }

    @Test
    void unknownFailuresOfLongAgoDoNotCount() {
        for (int failure = 0; failure < 3 * FailureResponse.TOO_MANY; failure++) {
            assertEquals(REPLACE_THREAD, response.handle(A_BUG));
            now = now.plus(FailureResponse.WINDOW.dividedBy(FailureResponse.TOO_MANY - 2));
        }
    }
}
