package io.dsel.ingest;

import io.dsel.kind.Kinds;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request, and the service that takes it, say of every event in it that does not say so itself.
 *
 * @param user who writes
 * @param request the request's id; else each event's own id
 * @param execution the workflow run; else the request
 * @param comment why, for a bare manifest
 * @param metadata what the client says of itself, for a bare manifest
 * @param eventId of the one event that a bare manifest becomes; a retry that repeats it is stored once
 * @param region where this service runs
 * @param clock for events without a time
 * @param ahead how far ahead of the clock an event's time may lie
 * @param ids for events without an id
 * @param kinds that are declared now
 */
record RequestContext(
        String user,
        Optional<String> request,
        Optional<String> execution,
        Optional<String> comment,
        Optional<ObjectNode> metadata,
        Optional<String> eventId,
        String region,
        Clock clock,
        Duration ahead,
        Supplier<String> ids,
        Supplier<Kinds> kinds) {

    static final String ANONYMOUS = "anonymous";
}
