package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path folder;

    @Test
    void theLastLinesAreReadAlsoFromALogThatIsLargerThanWhatIsRead() throws IOException {
        Path log = folder.resolve("log");
        Files.write(log, IntStream.range(0, 100_000).mapToObj(i -> "line " + i).toList());
        assertEquals(List.of("line 99998", "line 99999"), LogTail.of(log, 2));
    }

    @Test
    void aLogThatDoesNotExistHasNoLines() throws IOException {
        assertEquals(List.of(), LogTail.of(folder.resolve("none"), 5));
    }
}
