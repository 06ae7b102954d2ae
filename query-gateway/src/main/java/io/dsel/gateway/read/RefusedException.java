package io.dsel.gateway.read;

/** A question that is wrong, whichever tier is asked. */
public abstract class RefusedException extends RuntimeException {
    protected RefusedException(String problem) {
        super(problem);
    }
}
