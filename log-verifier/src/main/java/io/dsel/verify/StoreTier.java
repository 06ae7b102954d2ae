package io.dsel.verify;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.Token;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The state stores, by way of the streams' HTTP API. Every page is asked for with a token of the log's ends. */
final class StoreTier {
    /** What a page is about as large as, in bytes; whole events are of any size. */
    private static final int PAGE_BYTES = 4 << 20;

    private static final int MOST_ITEMS = 1000;
    private static final int FIRST_ITEMS = 100;
    private static final int PATIENCE_MS = 60_000;

    private final Service streams;
    private final String clusterId;
    private final LogEnds ends;
    private final Scope scope;

    StoreTier(Service streams, String clusterId, LogEnds ends, Scope scope) {
        this.streams = streams;
        this.clusterId = clusterId;
        this.ends = ends;
        this.scope = scope;
    }

    /** The greatest event of each entity, by entity. @param kinds of objects, in order */
    Iterator<Sighting> heads(List<String> kinds) {
        return scan(kinds, "objects", StoreItems::head);
    }

    /** The events of each entity, by entity, then in their order. @param kinds of objects, in order */
    Iterator<Sighting> history(List<String> kinds) {
        return scan(kinds, "events", StoreItems::event);
    }

    private Iterator<Sighting> scan(List<String> kinds, String what, Function<JsonNode, Sighting> item) {
        return new Pages<>(new Scan(kinds.iterator(), what, item));
    }

    /** The pages of one kind after the other. */
    private final class Scan implements Supplier<Optional<List<Sighting>>> {
        private final Iterator<String> kinds;
        private final String what;
        private final Function<JsonNode, Sighting> item;
        private String kind = "";
        private String after = "";
        private int limit = FIRST_ITEMS;

        Scan(Iterator<String> kinds, String what, Function<JsonNode, Sighting> item) {
            this.kinds = kinds;
            this.what = what;
            this.item = item;
        }

        @Override
        public Optional<List<Sighting>> get() {
            if (after.isEmpty()) {
                if (!kinds.hasNext()) {
                    return Optional.empty();
                }
                kind = kinds.next();
            }
            JsonNode page = page(kind, what, after, limit);
            limit = limitFor(page);
            after = page.path("next").asString("");
            return Optional.of(page.path("items").valueStream().map(item).toList());
        }
    }

    private static int limitFor(JsonNode page) {
        JsonNode first = page.at("/items/0");
        return first.isMissingNode()
                ? FIRST_ITEMS
                : Math.clamp(PAGE_BYTES / Math.max(1, first.toString().length()), 1, MOST_ITEMS);
    }

    private JsonNode page(String kind, String what, String after, int limit) {
        String target = "/v1/kinds/" + Service.encode(kind) + "/" + what + "?limit=" + limit
                + scope.app().map(app -> "&app=" + Service.encode(app)).orElse("")
                + (after.isEmpty() ? "" : "&after=" + after)
                + "&timeoutMs=" + PATIENCE_MS + "&token=" + token(kind).text();
        Service.Answer answer = streams.get(target);
        if (answer.status() == 404) {
            return Json.MAPPER.createObjectNode(); // it has not heard of such a kind
        }
        JsonNode page = streams.ok(answer, "the " + what + " of " + kind);
        JsonNode missing = page.path("receipt").path("missing");
        if (!missing.isEmpty()) {
            throw new VerificationException("the streams lack " + missing + " of their stores now");
        }
        return page;
    }

    /** Of the topics that may hold the kind's events alone: that of all topics is longer than a URL may be. */
    private Token token(String kind) {
        return ends.of(topic ->
                        topic.startsWith(Topics.EVENTS_PREFIX + kind) || topic.equals(Topics.AGGREGATES_PREFIX + kind))
                .token(clusterId);
    }

    /** What the heads have of that entity now. */
    Optional<JsonNode> head(EntityKey entity) {
        return page(entity.kind(), "objects", cursorBefore(entity.text()), MOST_ITEMS)
                .path("items")
                .valueStream()
                .filter(item -> item.path("entity").asString("").equals(entity.text()))
                .findFirst();
    }

    /** What the history has of that event now. */
    Optional<JsonNode> event(EntityKey entity, EventOrder order) {
        String target = "/v1/objects/" + Service.encode(entity.kind()) + "/" + Service.encode(entity.appId()) + "/"
                + Service.encode(entity.name()) + "/history?order=asc&full=true&limit=" + MOST_ITEMS + "&from="
                + Service.encode(time(order.timestamp())) + "&to=" + Service.encode(time(order.timestamp() + 1));
        return streams.ok(streams.get(target), "the history of " + entity)
                .path("items")
                .valueStream()
                .filter(item -> item.path("eventId").asString("").equals(order.eventId()))
                .findFirst();
    }

    /** A place shortly before an entity: entities' texts hold no character above the tilde. */
    private static String cursorBefore(String entity) {
        int last = entity.length() - 1;
        String before = entity.substring(0, last) + (char) (entity.charAt(last) - 1) + "~";
        return Base64.getUrlEncoder().withoutPadding().encodeToString(before.getBytes(StandardCharsets.US_ASCII));
    }

    private static String time(long millis) {
        return EventJson.time(Instant.ofEpochMilli(millis));
    }
}
