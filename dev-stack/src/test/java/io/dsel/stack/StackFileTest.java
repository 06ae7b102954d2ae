package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {

    private static final Instant STARTED = Instant.parse("2026-01-15T10:30:00.123Z");

    @TempDir
    private Path data;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        StackFile file = new StackFile(
                42,
                STARTED,
                data.toString(),
                List.of(
                        status("ready", PartState.READY, 43L, STARTED, 1_500L),
                        status("stopped", PartState.STOPPED, null, null, null)));
        file.write();
        assertEquals(Optional.of(file), StackFile.read(data));
    }

    @Test
    void aFolderWithoutAStackHasNone() {
        assertEquals(Optional.empty(), StackFile.read(data));
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        Files.writeString(data.resolve(StackFile.NAME), "{\"pid\": ");
        StackException error = assertThrows(StackException.class, () -> StackFile.read(data));
        assertTrue(error.getMessage().startsWith("cannot read " + data.resolve(StackFile.NAME)), error.getMessage());
    }

    @Test
    void aProcessNumberThatAnotherProcessHasByNowDoesNotCount() {
        ProcessHandle current = ProcessHandle.current();
        Instant started = current.info().startInstant().orElseThrow();
        assertTrue(StackFile.runs(status("same", PartState.READY, current.pid(), started, 1L)));
        assertFalse(StackFile.runs(status("reused", PartState.READY, current.pid(), started.minusSeconds(3600), 1L)));
    }

    private PartStatus status(String name, PartState state, Long pid, Instant started, Long readyAfter) {
        return new PartStatus(
                name,
                state,
                pid,
                started,
                readyAfter,
                9092,
                "127.0.0.1:9092",
                URI.create("kafka://127.0.0.1:9092"),
                data.resolve(name + ".log").toString());
    }
}
