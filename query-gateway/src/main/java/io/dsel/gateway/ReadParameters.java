package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.event.EventMeta;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Token;
import io.dsel.gateway.read.Consistency;
import io.dsel.gateway.read.Cursor;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.ReadWish;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.TierName;
import io.javalin.http.Context;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The query parameters of a read as values. Every method throws {@link BadParameterException} that says what is allowed. */
final class ReadParameters {
    /** Every read takes these. */
    static final Set<String> COMMON = Set.of("token", "consistency", "timeoutMs", "tier", "receipt");

    static final int MOST_ITEMS = 1000;
    private static final int USUAL_ITEMS = 50;
    private static final int MOST_MILLIS = 60_000;

    /** A token's write may be on its way. */
    private static final Duration USUAL_WITH_TOKEN = Duration.ofSeconds(10);

    private final Map<String, List<String>> parameters;

    /** @param own names that this read takes besides the common ones */
    ReadParameters(Map<String, List<String>> parameters, Set<String> own) {
        this.parameters = parameters;
        Set<String> allowed = new TreeSet<>(COMMON);
        allowed.addAll(own);
        for (String name : parameters.keySet()) {
            if (!name.isEmpty() && !allowed.contains(name)) { // an empty one is a stray &
                throw new BadParameterException(name, "is not a parameter here; those are " + allowed);
            }
        }
    }

    static ReadParameters of(Context ctx, String... own) {
        return new ReadParameters(ctx.queryParamMap(), Set.of(own));
    }

    static EntityKey entity(Context ctx) {
        return entity(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
    }

    static EntityKey entity(String kind, String appId, String name) {
        try {
            return new EntityKey(kind, appId, name);
        } catch (InvalidEventException e) {
            throw new BadParameterException("path", e.getMessage());
        }
    }

    ReadWish wish() {
        Optional<Token> token = one("token").map(ReadParameters::token);
        Consistency consistency =
                switch (one("consistency").orElse(token.isPresent() ? "token" : "eventual")) {
                    case "eventual" -> new Consistency.Eventual();
                    case "strong" -> new Consistency.Strong();
                    case "token" ->
                        new Consistency.AtLeast(token.orElseThrow(() -> new BadParameterException(
                                "token", "is required where consistency=token; a write hands it out as Dsel-Token")));
                    default -> throw noneOf("consistency", List.of("eventual", "token", "strong"));
                };
        Duration usual = consistency instanceof Consistency.AtLeast ? USUAL_WITH_TOKEN : ReadWish.USUAL_TIMEOUT;
        Duration timeout =
                number("timeoutMs", 1, MOST_MILLIS).map(Duration::ofMillis).orElse(usual);
        return new ReadWish(consistency, timeout, choice("tier", TierName.class));
    }

    boolean receipt() {
        return flag("receipt");
    }

    boolean flag(String name) {
        return switch (one(name).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw noneOf(name, List.of("true", "false"));
        };
    }

    /** How many items a page has. */
    int limit() {
        return number("limit", 1, MOST_ITEMS).orElse(USUAL_ITEMS);
    }

    /** RFC 3339 with an offset, or a date, whose first moment in UTC is meant. To the millisecond. */
    Optional<Instant> time(String name) {
        return one(name).map(text -> {
            try {
                Instant time = text.length() == "2026-01-15".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(Instant.EPOCH) && time.isBefore(EventMeta.LAST)) {
                    return time.truncatedTo(ChronoUnit.MILLIS);
                }
            } catch (DateTimeException e) {
                // The message below says what is allowed.
            }
            throw new BadParameterException(
                    name,
                    "'" + text + "' is not a time such as 2026-01-15T10:30:00Z or 2026-01-15T11:30:00%2B01:00, nor a"
                            + " date such as 2026-01-15, between 1970 and 2262");
        });
    }

    /** Values of parameters that may be given more than once. */
    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new BadParameterException(name, "is given " + values.size() + " times; once is enough");
        }
        return values.stream().findFirst();
    }

    /** {@code kind}, {@code user}, {@code correlation}, {@code causation}, {@code app}, {@code execution}, {@code from}, {@code to}, {@code knownAt}. */
    EventFilter filter() {
        Optional<Instant> from = time("from");
        Optional<Instant> to = time("to");
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new BadParameterException("to", "is not after from");
        }
        return new EventFilter(
                all("kind"),
                all("user"),
                all("correlation"),
                all("causation"),
                all("app"),
                all("execution"),
                from,
                to,
                time("knownAt"));
    }

    /** {@code order}, {@code limit}, {@code full}; the cursor comes when the question is known. */
    Slice slice(Slice.Direction usual) {
        Slice.Direction direction = choice("order", Slice.Direction.class).orElse(usual);
        return new Slice(direction, limit(), Optional.empty(), flag("full"));
    }

    /** {@code after}, in a list of events. */
    Slice after(Slice slice, String identity) {
        Optional<EventOrder> after = cursor(cursor -> cursor.orderIn(identity));
        return new Slice(slice.direction(), slice.limit(), after, slice.full());
    }

    /** {@code after}, in a list of other things. */
    Optional<String> after(String identity) {
        return cursor(cursor -> cursor.placeIn(identity));
    }

    /** Whether this is the first page, or one that goes on in the list of that question. */
    boolean goesOn(String identity) {
        return one("after").filter(text -> !isOf(text, identity)).isEmpty();
    }

    private static boolean isOf(String cursor, String identity) {
        try {
            Cursor.parse(cursor).placeIn(identity);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private <T> Optional<T> cursor(Function<Cursor, T> place) {
        return one("after").map(text -> {
            try {
                return place.apply(Cursor.parse(text));
            } catch (IllegalArgumentException e) {
                throw new BadParameterException("after", e.getMessage());
            }
        });
    }

    Optional<Integer> number(String name, int least, int most) {
        return one(name).map(text -> {
            try {
                int value = Integer.parseInt(text);
                if (value >= least && value <= most) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // The message below says what is allowed.
            }
            throw new BadParameterException(name, "'" + text + "' is not a whole number from " + least + " to " + most);
        });
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return one(name).map(text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> noneOf(
                        name,
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList())));
    }

    private BadParameterException noneOf(String name, List<String> allowed) {
        return new BadParameterException(name, "'" + one(name).orElse("") + "' is none of " + new ArrayList<>(allowed));
    }

    private static Token token(String text) {
        try {
            return Token.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("token", "is not a token that a write handed out");
        }
    }
}
