package io.dsel.gateway.read;

/** A tier did not come to show what a token stands for in the time given. */
public final class TokenNotCoveredException extends RuntimeException {
    private final String waitingFor;

    /** @param waitingFor who is at which position, for people */
    public TokenNotCoveredException(String waitingFor) {
        super("waits for " + waitingFor);
        this.waitingFor = waitingFor;
    }

    public String waitingFor() {
        return waitingFor;
    }
}
