package io.dsel.ingest;

import io.dsel.event.Event;
import io.dsel.event.EventIds;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Events and bare manifests over HTTP. */
final class WriteRoutes {
    private final EventLog log;
    private final EventWriter writer;
    private final EventStream.Limits limits;
    private final String region;
    private final Clock clock;

    WriteRoutes(EventLog log, EventWriter writer, EventStream.Limits limits, String region, Clock clock) {
        this.log = log;
        this.writer = writer;
        this.limits = limits;
        this.region = region;
        this.clock = clock;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/v1/events", this::postEvents);
        routes.post("/v1/objects", this::postManifests);
        routes.put("/v1/objects", this::postManifests);
        routes.put("/v1/objects/{kind}/{appId}/{name}", this::putManifest);
    }

    private void postEvents(Context ctx) throws IOException, InterruptedException {
        RequestContext context = context(ctx);
        if (RequestBody.format(ctx.contentType()) == RequestBody.Format.NDJSON) {
            log.clusterId(); // answers 503 at once where nothing could be stored
            boolean summary = Boolean.parseBoolean(ctx.queryParam("summary"));
            ctx.contentType("application/x-ndjson");
            new EventStream(writer, limits, text -> readEvent(Json.parse(text), context))
                    .run(RequestBody.stream(ctx), ctx.res().getOutputStream(), summary);
            return;
        }
        write(ctx, document -> readEvent(document, context));
    }

    private void postManifests(Context ctx) throws IOException, InterruptedException {
        RequestContext context = context(ctx);
        ManifestPlace place = ManifestPlace.query(Optional.ofNullable(ctx.queryParam("app")));
        write(ctx, document -> readManifest(document, place, context));
    }

    private void putManifest(Context ctx) throws IOException, InterruptedException {
        RequestContext context = context(ctx);
        ManifestPlace place = ManifestPlace.path(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
        write(ctx, document -> readManifest(document, place, context));
    }

    private void write(Context ctx, Function<JsonNode, EventWriter.Item> reader)
            throws IOException, InterruptedException {
        RequestBody body = RequestBody.read(ctx, HttpServer.MAX_BODY_BYTES);
        List<EventWriter.Item> items = body.items().stream().map(reader).toList();
        List<Outcome> outcomes = writer.writeAll(items);
        if (body.single()) {
            Answers.single(ctx, outcomes.getFirst());
        } else {
            Answers.batch(ctx, outcomes, log.clusterId());
        }
    }

    private static EventWriter.Item readEvent(JsonNode document, RequestContext context) {
        try {
            return new EventWriter.Item.Valid(EventRequest.read(document, context), error -> error);
        } catch (InvalidEventException e) {
            return new EventWriter.Item.Invalid(e);
        }
    }

    private static EventWriter.Item readManifest(JsonNode document, ManifestPlace place, RequestContext context) {
        try {
            Event event = ManifestRequest.read(document, place, context);
            return new EventWriter.Item.Valid(
                    event,
                    error -> error instanceof InvalidEventException invalid
                            ? ManifestRequest.fromManifestsRoot(invalid, event.kind())
                            : error);
        } catch (InvalidEventException e) {
            return new EventWriter.Item.Invalid(e);
        }
    }

    private RequestContext context(Context ctx) {
        return new RequestContext(
                header(ctx, "Dsel-User").orElse(RequestContext.ANONYMOUS),
                header(ctx, "Dsel-Request"),
                header(ctx, "Dsel-Execution"),
                header(ctx, "Dsel-Comment"),
                header(ctx, "Dsel-Event-Id"),
                region,
                clock,
                EventIds::next);
    }

    private static Optional<String> header(Context ctx, String name) {
        return Optional.ofNullable(ctx.header(name))
                .filter(value -> !value.isBlank())
                .map(HeaderText::decode);
    }
}
