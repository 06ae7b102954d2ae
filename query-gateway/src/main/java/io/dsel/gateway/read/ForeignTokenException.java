package io.dsel.gateway.read;

/** A token of another cluster, whose offsets mean nothing here. */
public final class ForeignTokenException extends RefusedException {
    public ForeignTokenException(String detail) {
        super(detail);
    }

    public ForeignTokenException(String theirs, String ours) {
        super("the token is of cluster " + theirs + ", and this is cluster " + ours);
    }
}
