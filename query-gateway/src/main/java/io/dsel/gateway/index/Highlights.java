package io.dsel.gateway.index;

import java.util.Comparator;
import java.util.List;

/** The values of an object in which a search matched, its words between {@code <em>} and {@code </em>}. */
final class Highlights {
    private static final String OPEN = "<em>";
    private static final String CLOSE = "</em>";
    private static final int MOST = 3;

    /** Characters of a value that are shown, marks included. */
    private static final int LENGTH = 240;

    /** Of those, at most so many before the first match. */
    private static final int BEFORE = 60;

    private Highlights() {}

    /** @param text a line a value. @return those with the most matches first */
    static List<String> of(String text) {
        return text.lines()
                .filter(line -> line.contains(OPEN))
                .sorted(Comparator.comparingInt(Highlights::matches).reversed())
                .limit(MOST)
                .map(Highlights::around)
                .toList();
    }

    private static int matches(String line) {
        return (line.length() - line.replace(OPEN, "").length()) / OPEN.length();
    }

    private static String around(String line) {
        if (line.length() <= LENGTH) {
            return line;
        }
        int from = boundary(line, Math.max(0, line.indexOf(OPEN) - BEFORE));
        int to = boundary(line, Math.min(line.length(), from + LENGTH));
        String part = line.substring(from, to);
        int open = part.lastIndexOf(OPEN);
        int close = part.lastIndexOf(CLOSE);
        if (open > close) { // cut within a word that matched
            part = part.substring(0, open);
        } else if (part.lastIndexOf('<') > close + 1 && part.lastIndexOf('<') > part.length() - OPEN.length()) {
            part = part.substring(0, part.lastIndexOf('<')); // cut within a mark
        }
        return (from > 0 ? "…" : "") + part + (to < line.length() ? "…" : "");
    }

    /** Not between the halves of a character. */
    private static int boundary(String line, int at) {
        boolean between = at > 0 && at < line.length() && Character.isLowSurrogate(line.charAt(at));
        return between ? at - 1 : at;
    }
}
