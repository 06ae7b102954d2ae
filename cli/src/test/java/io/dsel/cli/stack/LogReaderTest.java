package io.dsel.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {

    @TempDir
    private Path folder;

    @Test
    void itGoesOnWhereTheEndWas() throws IOException {
        Path log = write("one\ntwo\nthree\n");
        LogReader reader = new LogReader(log, "");
        assertEquals(List.of("two", "three"), reader.end(2));
        append(log, "four\n");
        assertEquals(List.of("four"), reader.added());
        assertEquals(List.of(), reader.added());
    }

    @Test
    void aLineIsShownWhenItIsFinished() throws IOException {
        Path log = write("");
        LogReader reader = new LogReader(log, "part | ");
        assertEquals(List.of(), reader.end(5));
        append(log, "gr");
        assertEquals(List.of(), reader.added());
        append(log, "ün\n");
        assertEquals(List.of("part | grün"), reader.added());
    }

    @Test
    void aLogThatWasReplacedIsReadFromItsStart() throws IOException {
        Path log = write("a long line of the old log\n");
        LogReader reader = new LogReader(log, "");
        reader.end(1);
        write("new\n");
        assertEquals(List.of("new"), reader.added());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("part.log"), text);
    }

    private static void append(Path log, String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
