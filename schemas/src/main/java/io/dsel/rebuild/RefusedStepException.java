package io.dsel.rebuild;

/** A step of a rebuild does not fit what there is. The message says why, and what to do. */
public final class RefusedStepException extends RuntimeException {
    public RefusedStepException(String message) {
        super(message);
    }
}
