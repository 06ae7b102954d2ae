package io.dsel.aggregate;

/** A fold in Java has thrown something, so that nothing is known of what its events add up to. */
public final class FoldFailedException extends RuntimeException {
    FoldFailedException(NamedFold fold, Throwable cause) {
        super("fold " + fold.name() + " of version " + fold.version() + " failed: " + cause, cause);
    }
}
