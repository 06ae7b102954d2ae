package io.dsel.cli.git;

/** An import cannot start or cannot go on; the message is for the person who asked for it, and says what to do. */
final class ImportException extends RuntimeException {
    ImportException(String message) {
        super(message);
    }

    ImportException(String message, Throwable cause) {
        super(message, cause);
    }
}
