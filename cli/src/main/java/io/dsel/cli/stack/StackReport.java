package io.dsel.cli.stack;

import io.dsel.stack.PartState;
import io.dsel.stack.PartStatus;
import io.dsel.stack.ProcessMemory;
import io.dsel.stack.Readiness;
import io.dsel.stack.StackFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How a stack is, by asking it. The form of {@code dsel status -o json}.
 *
 * @param data the stack's folder
 * @param running whether its supervisor runs
 * @param ready whether every part answers as it should
 * @param supervisor the supervisor's process; null when it does not run
 */
record StackReport(String data, boolean running, boolean ready, Long supervisor, List<PartReport> parts) {

    /**
     * One part.
     *
     * @param obstacle why it is not ready; null when it is
     * @param pid null when it has no process
     * @param memoryBytes resident; null when it has no process
     */
    record PartReport(
            String name,
            PartState state,
            boolean ready,
            String obstacle,
            Long pid,
            int port,
            String url,
            Long memoryBytes,
            String log) {

        static PartReport of(PartStatus part) {
            boolean runs = StackFile.runs(part);
            Optional<String> obstacle = runs
                    ? Readiness.of(part.health()).obstacle()
                    : Optional.of(part.state() == PartState.STOPPED ? "stopped" : "has no process any more");
            OptionalLong memory = runs ? ProcessMemory.residentBytes(part.pid()) : OptionalLong.empty();
            return new PartReport(
                    part.name(),
                    runs || part.state() == PartState.STOPPED ? part.state() : PartState.DEAD,
                    obstacle.isEmpty(),
                    obstacle.orElse(null),
                    runs ? part.pid() : null,
                    part.port(),
                    part.url(),
                    memory.isPresent() ? memory.getAsLong() : null,
                    part.log());
        }
    }

    static StackReport none(Path data) {
        return new StackReport(data.toString(), false, false, null, List.of());
    }

    /** Asks all parts at once, since one that hangs takes some seconds to be given up. */
    static StackReport of(StackFile file) throws InterruptedException {
        List<PartReport> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<PartReport>> asked = file.parts().stream()
                    .map(part -> threads.submit(() -> PartReport.of(part)))
                    .toList();
            for (Future<PartReport> answer : asked) {
                parts.add(answer.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a part could not be asked", e.getCause());
        }
        boolean runs = file.supervisorRuns();
        boolean ready = runs && parts.stream().allMatch(PartReport::ready);
        return new StackReport(file.data(), runs, ready, runs ? file.pid() : null, List.copyOf(parts));
    }

    String table() {
        if (parts.isEmpty()) {
            return "No stack in " + data + "; dsel up starts one.\n";
        }
        StringBuilder text = new StringBuilder();
        String row = "%-12s %-9s %8s %8s  %s%n";
        text.append(String.format(row, "PART", "STATE", "PID", "MEMORY", "ADDRESS"));
        long total = 0;
        for (PartReport part : parts) {
            total += part.memoryBytes() == null ? 0 : part.memoryBytes();
            text.append(String.format(
                    row,
                    part.name(),
                    part.state(),
                    part.pid() == null ? "-" : part.pid(),
                    part.memoryBytes() == null ? "-" : mebibytes(part.memoryBytes()),
                    part.url()));
            if (!part.ready() && part.pid() != null) {
                text.append("             ").append(part.obstacle()).append(System.lineSeparator());
            }
        }
        text.append(String.format("%n%s in %s", mebibytes(total), data));
        text.append(running ? ", supervised by process " + supervisor : ", not running; dsel up starts it");
        return text.append(System.lineSeparator()).toString();
    }

    private static String mebibytes(long bytes) {
        return bytes / (1024 * 1024) + " MiB";
    }
}
