package io.dsel.gateway.index;

import io.dsel.event.Token;

/** The index did not come to cover a token in the time given. */
public final class TokenNotCoveredException extends RuntimeException {
    private final transient String waitingFor;

    TokenNotCoveredException(String waitingFor, Token token) {
        super("the index does not show all of the token's " + token.positions().size() + " topics yet; it waits for "
                + waitingFor);
        this.waitingFor = waitingFor;
    }

    public String waitingFor() {
        return waitingFor;
    }
}
