package io.dsel.gateway.index;

/** A token of another cluster, whose offsets mean nothing here. */
public final class ForeignTokenException extends RuntimeException {
    ForeignTokenException(String theirs, String ours) {
        super("the token is of cluster " + theirs + ", and this is cluster " + ours);
    }
}
