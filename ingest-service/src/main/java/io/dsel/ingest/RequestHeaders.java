package io.dsel.ingest;

import io.dsel.event.EventIds;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import io.dsel.service.ProblemException;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a request's headers say of the events in it, and what this service says where they do not. */
final class RequestHeaders {
    static final String EVENT_ID = "Dsel-Event-Id";

    private static final String METADATA = "Dsel-Metadata";

    private final KindLog kindLog;
    private final String region;
    private final Clock clock;
    private final Duration ahead;

    /** @param ahead how far ahead of the clock an event's time may lie */
    RequestHeaders(KindLog kindLog, String region, Clock clock, Duration ahead) {
        this.kindLog = kindLog;
        this.region = region;
        this.clock = clock;
        this.ahead = ahead;
    }

    /** @throws ProblemException 400 if a header cannot be understood */
    RequestContext context(Context ctx) {
        return new RequestContext(
                header(ctx, "Dsel-User").orElse(RequestContext.ANONYMOUS),
                header(ctx, "Dsel-Request"),
                header(ctx, "Dsel-Execution"),
                header(ctx, "Dsel-Comment"),
                header(ctx, METADATA).map(RequestHeaders::metadata),
                header(ctx, EVENT_ID),
                region,
                clock,
                ahead,
                EventIds::next,
                kindLog::kinds);
    }

    private static ObjectNode metadata(String text) {
        try {
            return Json.parseObject(text);
        } catch (SyntaxException e) {
            throw new ProblemException(IngestProblems.badRequest(METADATA, "is no JSON object: " + e.getMessage()));
        }
    }

    private static Optional<String> header(Context ctx, String name) {
        return Optional.ofNullable(ctx.header(name))
                .filter(value -> !value.isBlank())
                .map(HeaderText::decode);
    }
}
