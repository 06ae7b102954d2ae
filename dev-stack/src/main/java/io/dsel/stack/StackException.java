package io.dsel.stack;

/** The stack cannot do what it was asked to; the message says which part, why, and what to do. */
public class StackException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
