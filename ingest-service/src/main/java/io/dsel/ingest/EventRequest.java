package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Names;
import io.dsel.kind.Kind;
import io.dsel.kind.KindManifest;
import io.dsel.kind.Kinds;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document of a request as an event: what it does not say is taken from the request. */
final class EventRequest {
    private EventRequest() {}

    /**
     * @param document an event, perhaps without {@code apiVersion} and without those fields of {@code meta} that the
     *     context knows; left as it is
     * @throws InvalidEventException naming every field that is missing, unknown or wrong
     */
    static Event read(JsonNode document, RequestContext context) {
        if (!document.isObject()) {
            throw new InvalidEventException("the event", "is not an object");
        }
        ObjectNode complete = JsonNodeFactory.instance.objectNode();
        complete.setAll((ObjectNode) document);
        Kinds kinds = context.kinds().get();
        if (absent(document, "apiVersion")) {
            complete.put("apiVersion", apiVersion(document, kinds));
        }
        if (absent(document, "meta")) {
            complete.set("meta", JsonNodeFactory.instance.objectNode());
        }
        if (complete.get("meta") instanceof ObjectNode meta) {
            complete.set("meta", completeMeta(meta, context));
        }
        Event event = EventJson.read(complete);
        if (event.kind().isAggregate()) {
            throw new InvalidEventException("kind", event.kind() + " is derived from events, not written");
        }
        Names.require(event.entity());
        requireNotAhead(event, context);
        kinds.schema(event); // a declared kind has no other actions and versions than the declared ones
        return event;
    }

    /** An event of the far future would be its object's latest until then, whatever comes. */
    private static void requireNotAhead(Event event, RequestContext context) {
        Instant last = context.clock().instant().plus(context.ahead());
        if (event.meta().timestamp().isAfter(last)) {
            throw new InvalidEventException(
                    "meta.timestamp",
                    event.meta().timestamp() + " is more than "
                            + context.ahead().toSeconds()
                            + " s ahead of this service's clock (event.ahead.ms); give the time when it became true");
        }
    }

    /** The entity that the document would be about, if it says so, whatever else is wrong with it. */
    static Optional<EntityKey> entity(JsonNode document) {
        ObjectNode spec =
                document.path("spec") instanceof ObjectNode given ? given : JsonNodeFactory.instance.objectNode();
        try {
            EventKind kind = EventJson.kind(text(document, "kind"), spec);
            JsonNode meta = document.path("meta");
            return Optional.of(new EntityKey(kind.objectKind(), text(meta, "appId"), text(meta, "name")));
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }

    /** Of a declared kind's event it is the object's own. */
    private static String apiVersion(JsonNode document, Kinds kinds) {
        for (JsonNode part : document.path("spec")) {
            Optional<Kind> kind = kinds.find(part.path("kind").asString(""), part);
            if (kind.isPresent()
                    && document.path("kind").asString("").startsWith(kind.get().name())) {
                KindManifest manifest = kind.get().manifest();
                String usual =
                        manifest.versions().size() == 1 ? manifest.newest().name() : Event.API_VERSION;
                return part.path("apiVersion").asString(usual);
            }
        }
        return Event.API_VERSION;
    }

    private static ObjectNode completeMeta(ObjectNode given, RequestContext context) {
        ObjectNode meta = JsonNodeFactory.instance.objectNode();
        meta.setAll(given);
        if (absent(meta, "eventId")) {
            meta.put("eventId", context.ids().get());
        }
        if (absent(meta, "timestamp")) {
            meta.put("timestamp", EventJson.time(context.clock().instant()));
        }
        putIfAbsent(meta, "userId", context.user());
        putIfAbsent(meta, "correlationId", context.request().orElseGet(() -> text(meta, "eventId")));
        putIfAbsent(meta, "executionId", context.execution().orElseGet(() -> text(meta, "correlationId")));
        putIfAbsent(meta, "region", context.region());
        return meta;
    }

    private static void putIfAbsent(ObjectNode json, String field, String value) {
        if (absent(json, field)) {
            json.put(field, value);
        }
    }

    private static boolean absent(JsonNode json, String field) {
        return !json.hasNonNull(field);
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asString("");
    }
}
