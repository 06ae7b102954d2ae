package io.dsel.stack;

import java.nio.file.Path;
import java.util.List;

/** Parts that outlived a supervisor: frozen ones, which cannot notice that it is gone, or ones that are still shutting down. */
final class Orphans {

    private Orphans() {}

    /** Ends them with SIGKILL. To be called under the folder's lock, by a supervisor that has started nothing yet. */
    static void end(Path data) {
        List<PartStatus> recorded = StackFile.read(data).map(StackFile::parts).orElse(List.of());
        recorded.stream()
                .filter(StackFile::runs)
                .flatMap(part -> ProcessHandle.of(part.pid()).stream())
                .forEach(process -> {
                    process.destroyForcibly();
                    process.onExit().join();
                });
    }
}
