package io.dsel.client;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import java.util.List;

/**
 * What the log said to one event: it is durable (acknowledged with {@code acks=all}) and lies there.
 *
 * @param clusterId the cluster that the position belongs to
 */
public record Published(String eventId, String clusterId, LogPosition position) {

    /** The token of this write alone. */
    public Token token() {
        return Token.of(clusterId, List.of(position));
    }
}
