package io.dsel.stack.junit;

import io.dsel.stack.DevStack;
import io.dsel.stack.LogTail;
import io.dsel.stack.PartStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the parts of a stack warned of, from the ends of their logs: enough to see why a test failed on another machine. */
final class Complaints {
    private static final int LINES_READ = 5_000;
    private static final int LINES_SHOWN = 40;
    private static final int FRAMES = 4;
    private static final Pattern COMPLAINT =
            Pattern.compile("\\b(WARN|ERROR|FATAL)\\b|^(Caused by: |Exception in |[\\w.$]+(Exception|Error)(:|$))");

    private Complaints() {}

    /** A text of several lines; states of the parts first. */
    static String of(DevStack stack) {
        StringBuilder text = new StringBuilder();
        for (PartStatus part : stack.status()) {
            text.append("%n-- %s: %s".formatted(part.name(), part.state()));
            for (String line : in(linesOf(Path.of(part.log())))) {
                text.append(System.lineSeparator()).append("   ").append(line);
            }
        }
        return text.toString();
    }

    /** The last complaints of a log, each with the first frames of its stack trace. */
    static List<String> in(List<String> log) {
        List<String> found = new ArrayList<>();
        int framesLeft = 0;
        for (String line : log) {
            if (COMPLAINT.matcher(line).find()) {
                framesLeft = FRAMES;
                found.add(line);
            } else if (framesLeft > 0 && line.startsWith("\tat ")) {
                framesLeft--;
                found.add(line);
            }
        }
        return found.subList(Math.max(0, found.size() - LINES_SHOWN), found.size());
    }

    private static List<String> linesOf(Path log) {
        try {
            return LogTail.of(log, LINES_READ);
        } catch (IOException e) {
            return List.of("ERROR: cannot read " + log + ": " + e.getMessage());
        }
    }
}
