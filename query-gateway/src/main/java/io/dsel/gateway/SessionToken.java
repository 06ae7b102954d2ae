package io.dsel.gateway;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the next read of a session must have seen so as to be no older than this answer: what the answer covers, and what
 * it shows beyond that. An index shows an event as soon as it is refreshed and is known to cover it a little later, and
 * so does a standby.
 */
final class SessionToken {
    private SessionToken() {}

    static Token of(String clusterId, Answered<?> answered) {
        List<LogPosition> seen = new ArrayList<>();
        answered.receipt()
                .coverage()
                .positions()
                .forEach((topic, offsets) ->
                        offsets.forEach((partition, offset) -> seen.add(new LogPosition(topic, partition, offset))));
        shown(answered.value()).forEach(seen::add);
        return Token.of(clusterId, seen);
    }

    private static Stream<LogPosition> shown(Object value) {
        return switch (value) {
            case Optional<?> perhaps -> perhaps.stream().flatMap(SessionToken::shown);
            case Page<?> page -> page.items().stream().flatMap(SessionToken::shown);
            case FoundEvent event -> Stream.of(event.position());
            case EventEntry entry -> Stream.of(entry.position());
            case null, default -> Stream.empty();
        };
    }
}
