package io.dsel.gateway;

import io.dsel.event.Token;
import io.javalin.http.Context;
import java.time.Duration;

/**
 * A caller's wish to see its own writes.
 *
 * @param token null if there is none
 * @param timeout how long to wait for it
 */
record TokenWait(Token token, Duration timeout) {
    private static final long USUAL_MS = 10_000;
    private static final long MOST_MS = 60_000;

    /** @throws BadParameterException if the token or the timeout is wrong */
    static TokenWait of(Context ctx) {
        String token = ctx.queryParam("token");
        Duration timeout = timeout(ctx.queryParam("timeoutMs"));
        if (token == null || token.isEmpty()) {
            return new TokenWait(null, Duration.ZERO);
        }
        try {
            return new TokenWait(Token.parse(token), timeout);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("token", "is not a token that a write handed out");
        }
    }

    private static Duration timeout(String text) {
        if (text == null) {
            return Duration.ofMillis(USUAL_MS);
        }
        try {
            long millis = Long.parseLong(text);
            if (millis >= 0 && millis <= MOST_MS) {
                return Duration.ofMillis(millis);
            }
        } catch (NumberFormatException e) {
            // The message below says what is allowed.
        }
        throw new BadParameterException(
                "timeoutMs", "'" + text + "' is not a number of milliseconds from 0 to " + MOST_MS);
    }
}
