package io.dsel.avro;

/** Bytes that are no event and never will be: they belong in the dead letters, with this message as the reason. */
public final class UnreadableEventException extends RuntimeException {
    public UnreadableEventException(String reason) {
        super(reason);
    }

    public UnreadableEventException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
