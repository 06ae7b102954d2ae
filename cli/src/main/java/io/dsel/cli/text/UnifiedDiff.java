package io.dsel.cli.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.List;

/** The difference of two texts as {@code diff -u} and git write it. */
public final class UnifiedDiff {
    private UnifiedDiff() {}

    /**
     * One of the texts.
     *
     * @param name what it is called in the heading
     * @param about what is known of it, behind the name; may be empty
     */
    public record Side(String name, String about, List<String> lines) {
        private String heading() {
            return about.isEmpty() ? name : name + "\t" + Table.plain(about);
        }
    }

    /**
     * @param context lines around each change, at least one
     * @return empty if the texts are the same
     */
    public static String text(Side from, Side to, int context, Style style) {
        List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(
                from.heading(), to.heading(), from.lines(), DiffUtils.diff(from.lines(), to.lines()), context);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 2 ? firstHunk(lines.get(i), from, to) : lines.get(i);
            text.append(i < 2 ? style.heading(line) : painted(line, style)).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** Of a text without lines, {@code patch} wants line 0; the library says 1. */
    private static String firstHunk(String heading, Side from, Side to) {
        String right = from.lines().isEmpty() ? heading.replace("-1,0", "-0,0") : heading;
        return to.lines().isEmpty() ? right.replace("+1,0", "+0,0") : right;
    }

    private static String painted(String line, Style style) {
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> style.added(line);
            case '-' -> style.removed(line);
            case '@' -> style.name(line);
            default -> line;
        };
    }
}
