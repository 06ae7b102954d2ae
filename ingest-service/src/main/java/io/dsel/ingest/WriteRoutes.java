package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventIds;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.Condition;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.dsel.service.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events and bare manifests over HTTP. */
final class WriteRoutes {
    private final EventLog log;
    private final EventWriter writer;
    private final Admission admission;
    private final EventStream.Limits limits;
    private final String region;
    private final Clock clock;
    private final Duration ahead;

    WriteRoutes(
            EventLog log,
            EventWriter writer,
            Admission admission,
            EventStream.Limits limits,
            String region,
            Clock clock,
            Duration ahead) {
        this.log = log;
        this.writer = writer;
        this.admission = admission;
        this.limits = limits;
        this.region = region;
        this.clock = clock;
        this.ahead = ahead;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/v1/events", ofWholeBody(this::postEvents));
        routes.post("/v1/objects", ofWholeBody(this::postManifests));
        routes.put("/v1/objects", ofWholeBody(this::postManifests));
        routes.put("/v1/objects/{kind}/{appId}/{name}", ofWholeBody(this::putManifest));
        routes.delete("/v1/objects/{kind}/{appId}/{name}", this::delete);
    }

    /** What is refused before its end is read to it all the same, when it holds no room any more. */
    private static Handler ofWholeBody(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (RuntimeException e) {
                RequestBody.discard(ctx);
                throw e;
            }
        };
    }

    private void postEvents(Context ctx) throws IOException, InterruptedException {
        RequestContext context = context(ctx);
        if (RequestBody.format(ctx.contentType()) == RequestBody.Format.NDJSON) {
            log.clusterId(); // answers 503 at once where nothing could be stored
            Conditions.requireNone(ctx);
            stream(ctx, context);
            return;
        }
        write(ctx, (document, condition) -> readEvent(document, context, condition));
    }

    private void stream(Context ctx, RequestContext context) throws IOException, InterruptedException {
        boolean summary = Boolean.parseBoolean(ctx.queryParam("summary"));
        try (Admission.Ticket ticket = admission.ticket()) {
            ticket.stream();
            ctx.contentType("application/x-ndjson");
            new EventStream(writer, limits, text -> readEvent(Json.parse(text), context, Optional.empty()))
                    .run(RequestBody.stream(ctx), ctx.res().getOutputStream(), summary);
        }
    }

    private void postManifests(Context ctx) throws IOException, InterruptedException {
        RequestContext context = context(ctx);
        ManifestPlace place = ManifestPlace.query(Optional.ofNullable(ctx.queryParam("app")));
        write(ctx, (document, condition) -> readManifest(document, place, context, condition));
    }

    private void putManifest(Context ctx) throws IOException, InterruptedException {
        RequestContext context = context(ctx);
        ManifestPlace place = ManifestPlace.path(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
        write(ctx, (document, condition) -> readManifest(document, place, context, condition));
    }

    private void delete(Context ctx) throws InterruptedException {
        EntityKey entity = new EntityKey(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
        Condition condition = Conditions.ofHeadersOfDeletion(ctx);
        try (Admission.Ticket ticket = admission.ticket()) {
            ticket.work();
            Outcome outcome = new Deletion(log, writer).delete(entity, condition, context(ctx));
            Answers.deleted(ctx, condition instanceof Condition.Any ? outcome : precondition(outcome));
        }
    }

    private void write(Context ctx, BiFunction<JsonNode, Optional<Condition>, Item> reader)
            throws IOException, InterruptedException {
        Optional<Condition> condition = Conditions.ofHeaders(ctx);
        try (Admission.Ticket ticket = admission.ticket()) {
            RequestBody body = RequestBody.read(ctx, HttpServer.MAX_BODY_BYTES, ticket);
            if (!body.single()) {
                Conditions.requireNone(ctx);
            }
            ticket.work();
            List<Item> items = body.items().stream()
                    .map(document -> reader.apply(document, condition))
                    .toList();
            answer(ctx, body, items, condition.isPresent());
        }
    }

    private void answer(Context ctx, RequestBody body, List<Item> items, boolean headers) throws InterruptedException {
        boolean atomic = body.atomic() || Boolean.parseBoolean(ctx.queryParam("atomic"));
        if (body.single()) {
            Outcome outcome = writer.writeAll(items).getFirst();
            Answers.single(ctx, headers ? precondition(outcome) : outcome);
        } else if (atomic && !items.isEmpty()) {
            Answers.batch(ctx, new AtomicBatch(log, writer).write(items), log.clusterId());
        } else {
            Answers.batch(ctx, writer.writeAll(items), log.clusterId());
        }
    }

    /** A condition in the headers that does not hold is 412, one in the body 409. */
    private static Outcome precondition(Outcome outcome) {
        return outcome instanceof Outcome.Rejected(Problem problem)
                        && problem.type().equals(IngestProblems.CONDITION_FAILED)
                ? new Outcome.Rejected(
                        new Problem(412, problem.type(), problem.title(), problem.detail(), problem.members()))
                : outcome;
    }

    private static Item readEvent(JsonNode document, RequestContext context, Optional<Condition> fromHeaders) {
        try {
            Condition own = Conditions.ofMember(document.path(Conditions.MEMBER));
            if (fromHeaders.isPresent() && document.has(Conditions.MEMBER)) {
                throw new InvalidEventException(Conditions.MEMBER, "is given in the headers as well");
            }
            boolean timeGiven = document.path("meta").hasNonNull("timestamp");
            Event event = EventRequest.read(withoutCondition(document), context);
            return new Item.Valid(new EventLog.Write(event, timeGiven, fromHeaders.orElse(own)), error -> error);
        } catch (InvalidEventException e) {
            return new Item.Invalid(e, EventRequest.entity(document));
        }
    }

    private static JsonNode withoutCondition(JsonNode document) {
        if (!(document instanceof ObjectNode object) || !object.has(Conditions.MEMBER)) {
            return document;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.setAll(object);
        event.remove(Conditions.MEMBER);
        return event;
    }

    private static Item readManifest(
            JsonNode document, ManifestPlace place, RequestContext context, Optional<Condition> condition) {
        try {
            Event event = ManifestRequest.read(document, place, context);
            return new Item.Valid(
                    new EventLog.Write(event, false, condition.orElse(Condition.ANY)),
                    error -> error instanceof InvalidEventException invalid
                            ? ManifestRequest.fromManifestsRoot(invalid, event.kind())
                            : error);
        } catch (InvalidEventException e) {
            return new Item.Invalid(e, ManifestRequest.entity(document, place));
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
                ahead,
                EventIds::next);
    }

    private static Optional<String> header(Context ctx, String name) {
        return Optional.ofNullable(ctx.header(name))
                .filter(value -> !value.isBlank())
                .map(HeaderText::decode);
    }
}
