package io.dsel.json;

/** Text that is not the JSON or YAML it should be; line and column count from 1, and are -1 where unknown. */
public final class SyntaxException extends RuntimeException {
    private final int line;
    private final int column;

    public SyntaxException(String problem, int line, int column) {
        super(line < 0 ? problem : "line " + line + ", column " + column + ": " + problem);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
