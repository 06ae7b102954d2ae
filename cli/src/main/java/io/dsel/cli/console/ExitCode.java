package io.dsel.cli.console;

/** What {@code dsel} answers to the shell. A signal ends it with 128 + the signal's number, as usual. */
public final class ExitCode {

    public static final int OK = 0;
    /** It could not be done; the message on standard error says why. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** The stack, or a part of it, is not ready. */
    public static final int NOT_READY = 3;

    private ExitCode() {}
}
