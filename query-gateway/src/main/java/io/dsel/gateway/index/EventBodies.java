package io.dsel.gateway.index;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.EventsQuery;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.KindQuery;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Slice;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Questions about events in OpenSearch's query language. */
final class EventBodies {
    static final String ENTITIES = "entities";
    static final String LATEST = "latest";

    private static final List<String> SHOWN = List.of(
            "eventId",
            "timestamp",
            "kind",
            "action",
            "entity",
            "userId",
            "executionId",
            "position",
            "logTime",
            "deleted");

    private EventBodies() {}

    /** The document comes as it was stored, byte for byte, because a part of it would be written anew. */
    static ObjectNode state(ObjectQuery query) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", 1);
        ArrayNode filter = filter(body);
        term(filter, "entity", query.entity().text());
        query.asOf().ifPresent(time -> range(filter, "timestamp", "lte", time));
        query.knownAt().ifPresent(time -> range(filter, "logTime", "lte", time));
        sort(body, "desc");
        return body.put("track_total_hits", false);
    }

    static ObjectNode history(HistoryQuery query) {
        ObjectNode body = slice(query.slice());
        term(conditions(body, query.filter()), "entity", query.entity().text());
        return body;
    }

    static ObjectNode events(EventsQuery query) {
        ObjectNode body = slice(query.slice());
        conditions(body, query.filter());
        return body;
    }

    /** The latest event of each entity, from the events themselves, by the entities' text, one more than the page has. */
    static ObjectNode latestOfKind(KindQuery query) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", 0).put("track_total_hits", false);
        String prefix = prefix(query);
        ObjectNode range = filter(body).addObject().putObject("range").putObject("entity");
        range.put("gte", prefix).put("lt", prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1));
        ObjectNode entities = body.putObject("aggs").putObject(ENTITIES);
        ObjectNode composite = entities.putObject("composite").put("size", query.limit() + 1);
        composite
                .putArray("sources")
                .addObject()
                .putObject("entity")
                .putObject("terms")
                .put("field", "entity");
        query.after().ifPresent(last -> composite.putObject("after").put("entity", last));
        ObjectNode latest = entities.putObject("aggs")
                .putObject(LATEST)
                .putObject("top_hits")
                .put("size", 1);
        sort(latest, "desc");
        shown(latest);
        return body;
    }

    private static String prefix(KindQuery query) {
        String app = query.app().orElse("_");
        String any = new EntityKey(query.kind(), app, "_").text();
        return any.substring(0, any.length() - (query.app().isEmpty() ? "_/_" : "_").length());
    }

    /** Asks for one item more than the page holds, so that the last page is known as the last. */
    private static ObjectNode slice(Slice slice) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", slice.limit() + 1);
        sort(body, slice.direction() == Slice.Direction.ASC ? "asc" : "desc");
        slice.after()
                .ifPresent(last ->
                        body.putArray("search_after").add(last.timestamp()).add(last.eventId()));
        if (!slice.full()) {
            shown(body);
        }
        return body.put("track_total_hits", false);
    }

    private static ArrayNode conditions(ObjectNode body, EventFilter filter) {
        ArrayNode all = filter(body);
        if (!filter.kinds().isEmpty()) {
            ArrayNode either = all.addObject().putObject("bool").putArray("should");
            terms(either, "kind", filter.kinds());
            terms(either, "objectKind", filter.kinds());
        }
        terms(all, "userId", filter.users());
        terms(all, "correlationId", filter.correlations());
        terms(all, "causationId", filter.causes());
        terms(all, "appId", filter.apps());
        terms(all, "executionId", filter.executions());
        filter.from().ifPresent(time -> range(all, "timestamp", "gte", time));
        filter.to().ifPresent(time -> range(all, "timestamp", "lt", time));
        filter.knownAt().ifPresent(time -> range(all, "logTime", "lte", time));
        return all;
    }

    private static ArrayNode filter(ObjectNode body) {
        return body.putObject("query").putObject("bool").putArray("filter");
    }

    private static void term(ArrayNode filter, String field, String value) {
        filter.addObject().putObject("term").put(field, value);
    }

    private static void terms(ArrayNode conditions, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode any = conditions.addObject().putObject("terms").putArray(field);
            values.forEach(any::add);
        }
    }

    private static void range(ArrayNode filter, String field, String bound, Instant time) {
        filter.addObject()
                .putObject("range")
                .putObject(field)
                .put(bound, EventJson.time(time))
                .put("format", "strict_date_time");
    }

    /** The event's id makes the order total. */
    private static void sort(ObjectNode body, String direction) {
        body.putArray("sort")
                .add(Json.MAPPER.createObjectNode().put("timestamp", direction))
                .add(Json.MAPPER.createObjectNode().put("eventId", direction));
    }

    private static void shown(ObjectNode body) {
        ArrayNode source = body.putArray("_source");
        SHOWN.forEach(source::add);
    }
}
