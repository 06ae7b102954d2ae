package io.dsel.streams.engine;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.avro.RegistryUnavailableException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TopologyException;
import org.junit.jupiter.api.Test;

class FailureResponseTest {
    private final AtomicReference<String> told = new AtomicReference<>();
    private final FailureResponse response = new FailureResponse(told);

    @Test
    void whatMayPassIsTriedAgain() {
        Throwable away = new RegistryUnavailableException("away", new IOException("refused"));
        assertEquals(REPLACE_THREAD, response.handle(new StreamsException("deserialization", away)));
        assertEquals(REPLACE_THREAD, response.handle(new StreamsException(new TimeoutException("slow"))));
        assertEquals(REPLACE_THREAD, response.handle(new TopologyException("a topic is unknown to the topology")));
        assertEquals(null, told.get());
    }

    @Test
    void anyOtherFailureStopsTheInstanceAndIsTold() {
        assertEquals(SHUTDOWN_CLIENT, response.handle(new StreamsException(new IllegalStateException("a bug"))));
        assertEquals("java.lang.IllegalStateException: a bug", told.get());
    }
}
