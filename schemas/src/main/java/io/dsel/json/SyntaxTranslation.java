package io.dsel.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/** Jackson's problems in our words: what is wrong and where, without the names of its options and classes. */
final class SyntaxTranslation {
    private static final Pattern DUPLICATE = Pattern.compile("(?s)Duplicate property \"(.*)\" for `ObjectNode`.*");
    private static final Pattern TRAILING = Pattern.compile("(?s)Trailing token .*");
    /** The limits' messages end with the option's name, others with what the parser was made of. */
    private static final Pattern NOISE =
            Pattern.compile("(?s) \\([^()]*(?:\\([^()]*\\))?[^()]*`[^`]*`\\).*|, from `.*|: enable `.*");

    private SyntaxTranslation() {}

    static SyntaxException of(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        boolean placed = at != null && at.getLineNr() > 0;
        return new SyntaxException(
                problem(e.getOriginalMessage()), placed ? at.getLineNr() : -1, placed ? at.getColumnNr() : -1, e);
    }

    private static String problem(String message) {
        Matcher duplicate = DUPLICATE.matcher(message);
        if (duplicate.matches()) {
            return "duplicate key \"" + duplicate.group(1) + "\"";
        }
        if (TRAILING.matcher(message).matches()) {
            return "something follows the JSON value";
        }
        return NOISE.matcher(message).replaceAll("");
    }
}
