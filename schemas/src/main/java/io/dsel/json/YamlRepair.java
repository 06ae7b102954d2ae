package io.dsel.json;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Two things that are YAML, that Kubernetes reads, and that our parser refuses: a tab between tokens, and a block scalar
 * with nothing in it whose next line is neither a sibling nor indented enough. The tab becomes a space and the scalar
 * a quoted one, which changes neither what they mean nor on which line things are.
 */
final class YamlRepair {

    private static final String NO_CONTENT = "leading empty lines contain more spaces";
    private static final Pattern SCALAR_HEADER = Pattern.compile("[|>][-+1-9]{0,2}");

    private YamlRepair() {}

    /** The text without what {@code refused} stumbled on, or empty where it is truly no YAML. */
    static Optional<String> of(String text, MarkedYamlEngineException refused) {
        Mark problem = refused.getProblemMark().orElse(null);
        if (problem == null) {
            return Optional.empty();
        }
        int at = text.offsetByCodePoints(0, problem.getIndex());
        if (at < text.length() && text.charAt(at) == '\t') {
            return withoutTab(text, at);
        }
        if (String.valueOf(refused.getProblem()).contains(NO_CONTENT)) {
            return refused.getContextMark().flatMap(scalar -> withoutEmptyBlock(text, scalar, problem));
        }
        return Optional.empty();
    }

    /** A tab may part tokens, but neither indent a line nor follow the mark of a sequence's element. */
    private static Optional<String> withoutTab(String text, int tab) {
        String before = text.substring(lineStart(text, tab), tab).strip();
        boolean indents = before.isEmpty() || before.endsWith("-") && !before.equals("---") || before.endsWith("?");
        int end = tab;
        while (end < text.length() && text.charAt(end) == '\t') {
            end++;
        }
        return indents
                ? Optional.empty()
                : Optional.of(text.substring(0, tab) + " ".repeat(end - tab) + text.substring(end));
    }

    /** The scalar holds its empty lines where it says to keep them ({@code |+}), and nothing otherwise. */
    private static Optional<String> withoutEmptyBlock(String text, Mark scalar, Mark next) {
        int start = text.offsetByCodePoints(0, scalar.getIndex());
        Matcher header = SCALAR_HEADER.matcher(text).region(start, text.length());
        if (!header.lookingAt()) {
            return Optional.empty();
        }
        int emptyLines = header.group().contains("+") ? next.getLine() - scalar.getLine() - 1 : 0;
        return Optional.of(
                text.substring(0, start) + '"' + "\\n".repeat(emptyLines) + '"' + text.substring(header.end()));
    }

    private static int lineStart(String text, int at) {
        int start = at;
        while (start > 0 && text.charAt(start - 1) != '\n' && text.charAt(start - 1) != '\r') {
            start--;
        }
        return start;
    }
}
