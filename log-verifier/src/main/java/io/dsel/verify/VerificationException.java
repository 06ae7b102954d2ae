package io.dsel.verify;

/** The verification could not be done: something did not answer, or did not catch up. Says what, and where. */
public final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public VerificationException(String message) {
        super(message);
    }

    VerificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
