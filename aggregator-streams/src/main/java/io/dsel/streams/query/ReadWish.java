package io.dsel.streams.query;

import io.dsel.event.Token;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * What a read asks for besides its key.
 *
 * @param token what the answer must have seen
 * @param patience how long the read may take
 * @param began on the clock that only goes forward, in nanoseconds
 * @param forwarded whether another instance asks, which takes care of the rest itself
 */
record ReadWish(Optional<Token> token, Duration patience, long began, boolean forwarded) {
    static final String FORWARDED = "Dsel-Forwarded";

    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_MILLIS = 60_000;

    /** @throws BadParameterException if a parameter is wrong */
    static ReadWish of(Context ctx) {
        Optional<Token> token = Optional.ofNullable(ctx.queryParam("token")).map(ReadWish::token);
        Duration patience = Parameters.number(ctx, "timeoutMs", 0, MOST_MILLIS)
                .map(Duration::ofMillis)
                .orElse(USUAL_PATIENCE);
        return new ReadWish(token, patience, System.nanoTime(), ctx.header(FORWARDED) != null);
    }

    /** What is left of the patience; never negative. */
    Duration remaining() {
        return Duration.ofNanos(Math.max(0, patience.toNanos() - (System.nanoTime() - began)));
    }

    ReadWish withToken(Optional<Token> other) {
        return new ReadWish(other, patience, began, forwarded);
    }

    private static Token token(String text) {
        try {
            return Token.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("token", e.getMessage());
        }
    }
}
