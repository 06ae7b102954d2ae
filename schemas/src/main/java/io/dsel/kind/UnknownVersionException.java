package io.dsel.kind;

/** A version that a kind does not have, or that nothing leads to. */
public final class UnknownVersionException extends RuntimeException {
    UnknownVersionException(String problem) {
        super(problem);
    }
}
