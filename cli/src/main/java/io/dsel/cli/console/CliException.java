package io.dsel.cli.console;

/** Ends a command. The message is for people: what went wrong, where, and what to do; no stack trace is shown. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int exitCode;

    /** @param exitCode one of {@link ExitCode} */
    public CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
