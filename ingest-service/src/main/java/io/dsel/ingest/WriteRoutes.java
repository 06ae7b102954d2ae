package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.Condition;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Events and bare manifests over HTTP. */
final class WriteRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(WriteRoutes.class);
    private static final String DRY_RUN = "dryRun";
    private static final String STORE = "store";
    private static final int ATTEMPTS = 10;
    private static final String VALIDATE = "/v1/objects/{kind}/{appId}/{name}/validate";

    private final EventLog log;
    private final KindLog kindLog;
    private final EventWriter writer;
    private final Validation validation;
    private final Admission admission;
    private final EventStream.Limits limits;
    private final RequestHeaders headers;

    WriteRoutes(
            EventLog log,
            KindLog kindLog,
            EventWriter writer,
            Admission admission,
            EventStream.Limits limits,
            RequestHeaders headers) {
        this.log = log;
        this.kindLog = kindLog;
        this.writer = writer;
        validation = new Validation(log, kindLog);
        this.admission = admission;
        this.limits = limits;
        this.headers = headers;
    }

    void addTo(RoutesConfig routes) {
        routes.post("/v1/events", ofWholeBody(this::postEvents));
        routes.post("/v1/objects", ofWholeBody(this::postManifests));
        routes.put("/v1/objects", ofWholeBody(this::postManifests));
        routes.put("/v1/objects/{kind}/{appId}/{name}", ofWholeBody(this::putManifest));
        routes.post(VALIDATE, ofWholeBody(this::validateManifest));
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
        RequestContext context = headers.context(ctx);
        if (RequestBody.format(ctx.contentType()) == RequestBody.Format.NDJSON) {
            log.clusterId(); // answers 503 at once where nothing could be stored
            Conditions.requireNone(ctx);
            stream(ctx, context);
            return;
        }
        write(ctx, (document, condition) -> readEvent(document, context, condition), isDryRun(ctx));
    }

    private void stream(Context ctx, RequestContext context) throws IOException, InterruptedException {
        boolean summary = Boolean.parseBoolean(ctx.queryParam("summary"));
        try (Admission.Ticket ticket = admission.ticket()) {
            ticket.stream();
            ctx.contentType("application/x-ndjson");
            new EventStream(writer, limits, text -> admitted(readEvent(Json.parse(text), context, Optional.empty())))
                    .run(RequestBody.stream(ctx), ctx.res().getOutputStream(), summary);
        }
    }

    private void postManifests(Context ctx) throws IOException, InterruptedException {
        RequestContext context = headers.context(ctx);
        ManifestPlace place = ManifestPlace.query(Optional.ofNullable(ctx.queryParam("app")));
        write(ctx, (document, condition) -> readManifest(document, place, context, condition), isDryRun(ctx));
    }

    private void putManifest(Context ctx) throws IOException, InterruptedException {
        writeManifest(ctx, isDryRun(ctx));
    }

    private void validateManifest(Context ctx) throws IOException, InterruptedException {
        if (isSet(ctx, STORE)) {
            storeValidation(ctx);
        } else {
            writeManifest(ctx, true);
        }
    }

    private void storeValidation(Context ctx) throws IOException, InterruptedException {
        Condition condition = Conditions.ofHeadersOfValidation(ctx);
        RequestContext context = headers.context(ctx);
        try (Admission.Ticket ticket = admission.ticket()) {
            RequestBody body = RequestBody.read(ctx, HttpServer.MAX_BODY_BYTES, ticket);
            if (!body.single()) {
                throw new ProblemException(IngestProblems.badRequest(STORE, "is for one manifest at a time"));
            }
            ticket.work();
            Outcome outcome = new StoredValidation(log, validation, writer)
                    .store(body.items().getFirst(), place(ctx), condition, context);
            Answers.judged(ctx, condition instanceof Condition.Any ? outcome : precondition(outcome));
        }
    }

    private static ManifestPlace place(Context ctx) {
        return ManifestPlace.path(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
    }

    private void writeManifest(Context ctx, boolean dryRun) throws IOException, InterruptedException {
        RequestContext context = headers.context(ctx);
        ManifestPlace place = place(ctx);
        write(ctx, (document, condition) -> readManifest(document, place, context, condition), dryRun);
    }

    private void delete(Context ctx) throws InterruptedException {
        EntityKey entity = new EntityKey(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
        Condition condition = Conditions.ofHeadersOfDeletion(ctx);
        Optional<ManifestAdmission> manifest = validation.manifests().of(entity);
        try (Admission.Ticket ticket = admission.ticket()) {
            ticket.work();
            if (manifest.isPresent() && !isSet(ctx, "force")) {
                manifest.get().requireUnused(entity.name());
            }
            Outcome outcome = new Deletion(log, writer).delete(entity, condition, headers.context(ctx));
            if (manifest.isPresent()) {
                awaitLive(outcome);
            }
            Answers.deleted(ctx, condition instanceof Condition.Any ? outcome : precondition(outcome));
        }
    }

    private void write(Context ctx, BiFunction<JsonNode, Optional<Condition>, Item> reader, boolean dryRun)
            throws IOException, InterruptedException {
        Optional<Condition> condition = Conditions.ofHeaders(ctx);
        try (Admission.Ticket ticket = admission.ticket()) {
            RequestBody body = RequestBody.read(ctx, HttpServer.MAX_BODY_BYTES, ticket);
            if (!body.single()) {
                Conditions.requireNone(ctx);
            }
            ticket.work();
            Function<JsonNode, Item> read = document -> reader.apply(document, condition);
            if (dryRun) {
                Answers.examined(ctx, examine(body, read), body.single());
            } else if (body.single()) {
                Outcome outcome = write(body, read).getFirst();
                Answers.single(ctx, condition.isPresent() ? precondition(outcome) : outcome);
            } else if ((body.atomic() || isSet(ctx, "atomic")) && !body.items().isEmpty()) {
                List<Item> items =
                        body.items().stream().map(read).map(this::admitted).toList();
                Answers.batch(ctx, new AtomicBatch(log, writer).write(items), log.clusterId());
            } else {
                Answers.batch(ctx, write(body, read), log.clusterId());
            }
        }
    }

    /** A manifest counts for what stands behind it. */
    private List<Outcome> write(RequestBody body, Function<JsonNode, Item> reader) throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>(body.items().size());
        List<Item> items = new ArrayList<>();
        for (JsonNode document : body.items()) {
            Item item = admitted(reader.apply(document));
            items.add(item);
            if (item instanceof Item.Valid valid
                    && validation.manifests().of(valid.event()).isPresent()) {
                outcomes.addAll(writer.writeAll(items));
                outcomes.add(onTopOfOthers(outcomes.removeLast(), reader, document));
                awaitLive(outcomes.getLast());
                items.clear();
            }
        }
        outcomes.addAll(writer.writeAll(items));
        return outcomes;
    }

    /** A manifest that was made of what it was, where others have written it meanwhile, is made of what it is then. */
    private Outcome onTopOfOthers(Outcome first, Function<JsonNode, Item> reader, JsonNode document)
            throws InterruptedException {
        Outcome outcome = first;
        for (int attempt = 0; attempt < ATTEMPTS && Deletion.hasMoved(outcome); attempt++) {
            Item item = reader.apply(document);
            if (item instanceof Item.Valid valid && valid.isConditional()) {
                return outcome;
            }
            outcome = writer.writeAll(List.of(admitted(item))).getFirst();
        }
        return outcome;
    }

    private List<Outcome> examine(RequestBody body, Function<JsonNode, Item> reader) {
        return body.items().stream()
                .map(document -> validation.examine(reader.apply(document), writer))
                .toList();
    }

    private Item admitted(Item item) {
        return validation.admit(item);
    }

    /** So that the next request to this instance is held to the manifest that this one stored. */
    private void awaitLive(Outcome outcome) throws InterruptedException {
        if (outcome instanceof Outcome.Stored stored
                && !kindLog.awaitLive(stored.published().eventId())) {
            LOG.warn("{} is stored, but does not count here yet", stored.entity());
        }
    }

    /** @throws ProblemException 400 if it asks for what only the route of validations does */
    private static boolean isDryRun(Context ctx) {
        boolean dryRun = isSet(ctx, DRY_RUN);
        if (dryRun && ctx.queryParam(STORE) != null) {
            throw new ProblemException(IngestProblems.badRequest(
                    STORE, "what a dry run finds is stored by POST " + VALIDATE + "?store=true only"));
        }
        return dryRun;
    }

    private static boolean isSet(Context ctx, String parameter) {
        return Boolean.parseBoolean(ctx.queryParam(parameter));
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
            IntentAndOutcome request = IntentAndOutcome.of(
                    event, condition.orElse(Condition.ANY), context.kinds().get());
            return new Item.Valid(
                    request.outcome(),
                    request.intent(),
                    error -> error instanceof InvalidEventException invalid
                            ? ManifestRequest.fromManifestsRoot(invalid, event.kind())
                            : error);
        } catch (InvalidEventException e) {
            return new Item.Invalid(e, ManifestRequest.entity(document, place));
        }
    }
}
