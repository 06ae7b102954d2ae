package io.dsel.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stack.json}: where a stack's parts are. Its supervisor writes it at every change; everybody else reads it.
 *
 * @param pid the supervisor's process
 * @param started when the supervisor started
 * @param data the stack's folder
 */
public record StackFile(long pid, Instant started, String data, List<PartStatus> parts) {

    public static final String NAME = "stack.json";

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    public StackFile {
        parts = List.copyOf(parts);
    }

    /** Empty when no stack ever ran in this folder. @throws StackException when the file cannot be understood */
    public static Optional<StackFile> read(Path data) {
        Path file = data.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file, StackFile.class));
        } catch (JacksonException e) {
            throw new StackException("cannot read " + file + ": " + e.getOriginalMessage(), e);
        }
    }

    /** Replaces the file at once, so that a reader never sees half of it. */
    void write() throws IOException {
        Path file = Path.of(data).resolve(NAME);
        Path next = file.resolveSibling(NAME + ".next");
        Files.writeString(next, JSON.writeValueAsString(this) + "\n");
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    public Optional<PartStatus> part(String name) {
        return parts.stream().filter(part -> part.name().equals(name)).findFirst();
    }

    /** Whether the supervisor still runs. The number alone would not do: another process may have it by now. */
    public boolean supervisorRuns() {
        return runs(pid, started);
    }

    /** Whether the process that the file speaks of still runs. */
    public static boolean runs(PartStatus part) {
        return part.pid() != null && runs(part.pid(), part.started());
    }

    private static boolean runs(long pid, Instant started) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().startInstant())
                .filter(actual -> Math.abs(actual.toEpochMilli() - started.toEpochMilli()) < TOLERATED_MILLIS)
                .isPresent();
    }

    /** The system counts a process's start in ticks since boot, so it is a little off. */
    private static final long TOLERATED_MILLIS = 5_000;
}
