package io.dsel.gateway.watch;

import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Token;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a watch from the parameters of its request. */
final class WatchParameters {
    static final String LAST_EVENT_ID = "lastEventId";

    private static final Set<String> KNOWN = Set.of("kind", "app", "entity", "execution", "from", LAST_EVENT_ID);
    private static final int MOST_KINDS = 100;

    private final Map<String, List<String>> parameters;

    private WatchParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /**
     * @param lastEventId the header of that name; null if there is none. It wins over the parameters, because a browser that
     *     reconnects sends it beside the address that the watch began with.
     * @throws WatchRefusedException naming the first parameter that is unknown or wrong, and what is allowed
     */
    static WatchRequest read(Map<String, List<String>> parameters, String lastEventId) {
        for (String name : parameters.keySet()) {
            if (!name.isEmpty() && !KNOWN.contains(name)) { // an empty one is a stray &
                throw WatchRefusedException.parameter(
                        name, "is not a parameter of a watch; those are " + new TreeSet<>(KNOWN));
            }
        }
        return new WatchParameters(parameters).request(lastEventId);
    }

    private WatchRequest request(String lastEventId) {
        WatchFilter filter = filter();
        Start from = from(one("from").orElse("now"));
        Optional<Start> resumed = lastEventId == null || lastEventId.isEmpty()
                ? one(LAST_EVENT_ID).map(id -> resumed(LAST_EVENT_ID, id))
                : Optional.of(resumed("Last-Event-ID", lastEventId));
        return new WatchRequest(filter, resumed.orElse(from));
    }

    private WatchFilter filter() {
        List<String> kinds = all("kind");
        if (kinds.size() > MOST_KINDS) {
            throw WatchRefusedException.parameter("kind", "is given " + kinds.size() + " times; at most " + MOST_KINDS);
        }
        try {
            return new WatchFilter(
                    kinds.stream().map(WatchParameters::kind).toList(),
                    one("app").orElse(null),
                    one("entity").map(WatchParameters::entity).orElse(null),
                    one("execution").orElse(null));
        } catch (InvalidEventException e) {
            throw WatchRefusedException.parameter("app", e.problem());
        }
    }

    private static KindPattern kind(String text) {
        try {
            return new KindPattern(text);
        } catch (IllegalArgumentException e) {
            throw WatchRefusedException.parameter("kind", e.getMessage());
        }
    }

    private static EntityKey entity(String text) {
        try {
            EntityKey entity = EntityKey.parse(text);
            new EventKind(entity.kind(), EventKind.isAggregate(entity.kind()) ? "" : "Applied");
            return entity;
        } catch (IllegalArgumentException | InvalidEventException e) {
            throw WatchRefusedException.parameter(
                    "entity",
                    "'" + text + "' is not <ObjectKind>/<appId>/<name>, each part percent-encoded (and the whole once"
                            + " more, as a parameter)");
        }
    }

    private static Start from(String text) {
        return switch (text) {
            case "now" -> new Start.Now();
            case "beginning" -> new Start.Beginning();
            default ->
                time(text)
                        .<Start>map(Start.At::new)
                        .or(() -> token(text).map(Start.After::new))
                        .orElseThrow(() -> WatchRefusedException.parameter(
                                "from",
                                "'" + text + "' is none of: now, beginning, a time (2026-01-15T10:30:00Z or"
                                        + " 2026-01-15, which is midnight UTC), the token of a write"));
        };
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    text.indexOf('T') > 0
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<Token> token(String text) {
        try {
            return Optional.of(Token.parse(text))
                    .filter(token -> !token.positions().isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Start resumed(String parameter, String text) {
        try {
            return new Start.Resumed(WatchPosition.parse(text));
        } catch (IllegalArgumentException e) {
            throw WatchRefusedException.parameter(
                    parameter, "is not an id that a watch of this service gave, or not the whole of it");
        }
    }

    private List<String> all(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private Optional<String> one(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw WatchRefusedException.parameter(name, "is given " + values.size() + " times");
        }
        return values.stream().findFirst();
    }
}
