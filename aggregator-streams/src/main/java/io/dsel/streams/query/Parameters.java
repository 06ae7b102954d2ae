package io.dsel.streams.query;

import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;

/** Query parameters as values. */
final class Parameters {
    private static final int USUAL_LIMIT = 50;
    private static final int MOST = 1000;

    private Parameters() {}

    /** @throws BadParameterException if it is not a whole number from {@code least} to {@code most} */
    static Optional<Integer> number(Context ctx, String name, int least, int most) {
        return Optional.ofNullable(ctx.queryParam(name)).map(text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new BadParameterException(name, "'" + text + "' is not a whole number from " + least + " to " + most);
        });
    }

    /** How many items a page has. */
    static int limit(Context ctx) {
        return number(ctx, "limit", 1, MOST).orElse(USUAL_LIMIT);
    }

    /** That of an aggregate, whose events are meant. */
    static OptionalLong sequence(Context ctx) {
        String text = ctx.queryParam("sequence");
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            throw new BadParameterException("sequence", "'" + text + "' is not a whole number");
        }
    }

    static Optional<Instant> time(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).map(text -> {
            try {
                return EventJson.time(name, text);
            } catch (InvalidEventException e) {
                throw new BadParameterException(name, e.problem());
            }
        });
    }

    static boolean flag(Context ctx, String name) {
        String text = ctx.queryParam(name);
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true") || text.isEmpty()) {
            return true;
        }
        throw new BadParameterException(name, "'" + text + "' is neither true nor false");
    }

    /** What {@link #cursor(byte[])} made. */
    static Optional<byte[]> cursor(Context ctx, String name) {
        return Optional.ofNullable(ctx.queryParam(name)).map(text -> {
            try {
                return Base64.getUrlDecoder().decode(text);
            } catch (IllegalArgumentException e) {
                throw new BadParameterException(name, "'" + text + "' is not a cursor of this service");
            }
        });
    }

    static String cursor(byte[] place) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }
}
