package io.dsel.cli.stack;

import io.dsel.stack.LogTail;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads a log from its end on, also when it is replaced by a new one meanwhile. */
final class LogReader {

    private final Path log;
    private final String prefix;
    private final ByteArrayOutputStream unfinishedLine = new ByteArrayOutputStream();
    private long position;

    /** @param prefix put before every line */
    LogReader(Path log, String prefix) {
        this.log = log;
        this.prefix = prefix;
    }

    /** The last lines there are now; {@link #added} goes on from here. */
    List<String> end(int lines) throws IOException {
        position = Files.size(log);
        return LogTail.of(log, lines).stream().map(prefix::concat).toList();
    }

    /** The lines that were finished since the last call. */
    List<String> added() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < position) {
                position = 0;
                unfinishedLine.reset();
            }
            byte[] bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            position += bytes.length;
            return finished(bytes);
        }
    }

    private List<String> finished(byte[] bytes) {
        List<String> lines = new ArrayList<>();
        for (byte next : bytes) {
            if (next == '\n') {
                lines.add(prefix + unfinishedLine.toString(StandardCharsets.UTF_8));
                unfinishedLine.reset();
            } else {
                unfinishedLine.write(next);
            }
        }
        return lines;
    }
}
