package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.gateway.compare.Blame;
import io.dsel.gateway.compare.FieldPath;
import io.dsel.gateway.compare.ObjectState;
import io.dsel.gateway.compare.When;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.Receipt;
import io.dsel.gateway.read.Tiers;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What changed in an object, which event set each of its fields, and when a field first had a value. */
final class CompareRoutes {
    private final Tiers tiers;
    private final Kinds kinds;
    private final Versions versions;
    private final LiveVersions live;
    private final WholeHistory histories;
    private final Differences differences;

    CompareRoutes(Tiers tiers, Kinds kinds, Versions versions, LiveVersions live) {
        this.tiers = tiers;
        this.kinds = kinds;
        this.versions = versions;
        this.live = live;
        this.histories = new WholeHistory(tiers);
        this.differences = new Differences(tiers);
    }

    void add(RoutesConfig routes) {
        routes.get(ObjectRoutes.OBJECT + "/diff", Reply.stamped(this::diff));
        routes.get(ObjectRoutes.OBJECT + "/blame", Reply.stamped(this::blame));
        routes.get(ObjectRoutes.OBJECT + "/when", Reply.stamped(this::when));
    }

    private void diff(Context ctx) {
        EntityKey entity = live.of(ReadParameters.entity(ctx));
        ReadParameters parameters = ReadParameters.of(ctx, "from", "to", "with", "knownAt", "full", Versions.PARAMETER);
        Differences.Question question = new Differences.Question(
                entity,
                parameters.one("with").map(CompareRoutes::other).map(live::of),
                parameters.time("from"),
                parameters.time("to"),
                parameters.time("knownAt"));
        boolean full = parameters.flag("full");
        Answered<Differences.Ends> answer = differences.read(question, parameters.wish());
        Reply reply = Reply.to(ctx, parameters, answer, tiers.clusterId());
        if (answer.value().areNone()) {
            throw notFound(reply, entity, "no event of " + entity + " by then");
        }
        reply.send(answer.value().json(full, versions.reader(parameters)));
    }

    private void blame(Context ctx) {
        EntityKey entity = live.of(ReadParameters.entity(ctx));
        ReadParameters parameters = ReadParameters.of(ctx, "asOf", "knownAt", "full", Versions.PARAMETER);
        boolean full = parameters.flag("full");
        Blame<Cause> blame = new Blame<>();
        Last last = new Last(versions.reader(parameters));
        Receipt receipt = histories.read(
                entity,
                WholeHistory.until(parameters.time("asOf"), parameters.time("knownAt")),
                parameters.wish(),
                entry -> last.take(entry, state -> {
                    blame.next(Cause.of(entry), state);
                    return true;
                }));
        Reply reply = Reply.to(ctx, parameters, new Answered<>(blame, receipt), tiers.clusterId());
        last.requireReadable();
        if (last.entry == null) {
            throw notFound(reply, entity, "no event of " + entity + " by then");
        }
        if (ObjectState.of(last.event()) == null) {
            throw reply.problem(
                    new Problem(404, "deleted", "The object is deleted", entity + " has no fields to blame anybody for")
                            .with("event", last.event()));
        }
        reply.send(document(blame, last, full));
    }

    private void when(Context ctx) {
        EntityKey entity = live.of(ReadParameters.entity(ctx));
        ReadParameters parameters = ReadParameters.of(ctx, "path", "is", "knownAt", Versions.PARAMETER);
        When when = new When(path(required(parameters, "path")), required(parameters, "is"));
        Last last = new Last(versions.reader(parameters));
        Receipt receipt = histories.read(
                entity,
                WholeHistory.until(Optional.empty(), parameters.time("knownAt")),
                parameters.wish(),
                entry -> last.take(entry, state -> !when.holds(state)));
        Reply reply = Reply.to(ctx, parameters, new Answered<>(when, receipt), tiers.clusterId());
        last.requireReadable();
        if (last.entry == null || !when.holds(ObjectState.of(last.event()))) {
            throw notFound(reply, entity, "no event left " + entity + " with '" + when.is() + "' at " + when.path());
        }
        reply.sendEvent(last.versioned);
    }

    private static ObjectNode document(Blame<Cause> blame, Last last, boolean full) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        Cause.of(last.entry).addTo(document);
        last.versioned.sayWhence(document);
        ArrayNode fields = document.putArray("fields");
        for (Blame.Line<Cause> line : blame.lines()) {
            ObjectNode field = fields.addObject().put("path", line.path().toString());
            field.set("value", line.value());
            line.event().addTo(field);
        }
        if (full) {
            document.set("event", last.event());
        }
        return document;
    }

    private RuntimeException notFound(Reply reply, EntityKey entity, String detail) {
        kinds.requireKnown(entity.kind());
        return reply.problem(new Problem(404, "not-found", "Not found", detail));
    }

    private static String required(ReadParameters parameters, String name) {
        return parameters.one(name).orElseThrow(() -> new BadParameterException(name, "is required"));
    }

    private static FieldPath path(String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("path", e.getMessage());
        }
    }

    private static EntityKey other(String text) {
        try {
            return EntityKey.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(
                    "with", "'" + text + "' is not kind/appId/name with each part percent-encoded");
        }
    }

    /** The last event that was read, as of the version that is asked for. */
    private static final class Last {
        private final VersionReader versions;
        private EventEntry entry;
        private VersionedEvent versioned;
        private NotConvertibleException obstacle;

        Last(VersionReader versions) {
            this.versions = versions;
        }

        /**
         * @param visit takes the state that the event left, null for none, and says whether to go on
         * @return whether to; not behind an event that cannot be read as of the version
         */
        boolean take(EventEntry next, Predicate<JsonNode> visit) {
            entry = next;
            try {
                versioned = versions.readState(next.event().orElseThrow());
            } catch (NotConvertibleException e) {
                obstacle = e;
                return false;
            }
            return visit.test(ObjectState.of(event()));
        }

        /** @throws NotConvertibleException if it could not be read as of the version */
        void requireReadable() {
            if (obstacle != null) {
                throw obstacle;
            }
        }

        ObjectNode event() {
            return versioned.event();
        }
    }
}
