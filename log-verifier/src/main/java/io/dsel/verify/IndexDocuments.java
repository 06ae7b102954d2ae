package io.dsel.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Documents of the index as sightings. Compared are the event in a document and the envelope around it; what is made of
 * the event for searches by text is not.
 */
final class IndexDocuments {
    /** Those of an event's meta that stand in the envelope too. */
    private static final List<String> META =
            List.of("eventId", "appId", "name", "timestamp", "userId", "correlationId", "causationId", "executionId");

    private static final List<String> OTHERS =
            List.of("kind", "objectKind", "action", "apiVersion", "entity", "deleted", "event");

    /** OpenSearch takes no longer id. */
    private static final int MOST_ID_BYTES = 512;

    private static final String DIGEST = "sha256:";

    private IndexDocuments() {}

    /** An event's document. Its id is that of the document, whatever the document says. */
    static Sighting event(JsonNode hit) {
        return sighting(
                hit, hit.at("/_source/entity").asString(""), hit.path("_id").asString(""));
    }

    /** A head's document. Its entity is that which the document's id says, where that is no digest. */
    static Sighting head(JsonNode hit) {
        String id = hit.path("_id").asString("");
        String said = hit.at("/_source/entity").asString("");
        String entity = id.startsWith(DIGEST) && id.equals(headId(said)) ? said : id;
        return sighting(hit, entity, hit.at("/_source/event/meta/eventId").asString(""));
    }

    /** The {@code _id} of an entity's head. */
    static String headId(String entity) {
        return entity.length() <= MOST_ID_BYTES ? entity : DIGEST + sha256(entity);
    }

    /** What a document should say of that event. */
    static ObjectNode expected(String entity, ObjectNode event) {
        EventKind kind = EventKind.of(
                event.path("kind").stringValue(), EntityKey.parse(entity).kind());
        ObjectNode document = Json.MAPPER.createObjectNode();
        for (String field : META) {
            if (event.path("meta").has(field)) {
                document.set(field, event.path("meta").get(field));
            }
        }
        document.set("kind", event.path("kind"));
        document.put("objectKind", kind.objectKind());
        document.put("action", kind.action());
        document.set("apiVersion", event.path("apiVersion"));
        document.put("entity", entity);
        document.put("deleted", kind.isDeletion());
        document.set("event", Content.withoutRegion(event));
        return document;
    }

    /** Of a document that which {@link #expected} says. */
    static ObjectNode comparable(JsonNode hit) {
        JsonNode source = hit.path("_source");
        ObjectNode document = Json.MAPPER.createObjectNode();
        for (List<String> fields : List.of(META, OTHERS)) {
            for (String field : fields) {
                if (source.has(field)) {
                    document.set(field, source.get(field));
                }
            }
        }
        if (document.path("event") instanceof ObjectNode event) {
            Content.withoutRegion(event);
        }
        return document;
    }

    private static Sighting sighting(JsonNode hit, String entity, String eventId) {
        ObjectNode document = comparable(hit);
        JsonNode meta = document.path("event").path("meta");
        long timestamp = 0;
        boolean sound = false;
        try {
            timestamp = EventJson.time("timestamp", meta.path("timestamp").asString(""))
                    .toEpochMilli();
            EntityKey key = new EntityKey(
                    document.path("objectKind").asString(""),
                    meta.path("appId").asString(""),
                    meta.path("name").asString(""));
            sound = eventId.equals(meta.path("eventId").asString(""))
                    && entity.equals(key.text())
                    && Content.of(expected(entity, (ObjectNode) document.get("event"))) == Content.of(document);
        } catch (InvalidEventException | IllegalArgumentException e) {
            sound = false; // it is no event at all
        }
        return new Sighting(
                entity,
                new EventOrder(timestamp, eventId),
                0,
                Content.of(document.path("event")),
                StoreItems.position(hit.path("_source")),
                sound);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
