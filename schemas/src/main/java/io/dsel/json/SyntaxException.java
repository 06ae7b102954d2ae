package io.dsel.json;

/**
 * Text that is not the JSON or YAML it should be; line and column count from 1, and are -1 where unknown.
 *
 * <p>{@link #getMessage()} holds all of it: {@code line 3, column 5: duplicate key "a"}.
 */
public final class SyntaxException extends RuntimeException {
    private static final int MOST_OF_PROBLEM = 1_000;

    private final String problem;
    private final int line;
    private final int column;

    public SyntaxException(String problem, int line, int column) {
        this(problem, line, column, null);
    }

    public SyntaxException(String problem, int line, int column, Throwable cause) {
        super((line < 0 ? "" : "line " + line + ", column " + column + ": ") + shown(problem), cause);
        this.problem = shown(problem);
        this.line = line;
        this.column = column;
    }

    /** A problem without a place, as with a text that is too long. */
    public SyntaxException(String problem) {
        this(problem, -1, -1, null);
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** It may quote the text, as it does a key. */
    private static String shown(String problem) {
        return Excerpt.of(problem, MOST_OF_PROBLEM);
    }
}
