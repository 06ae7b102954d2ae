package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Reference;
import io.dsel.aggregate.Takes;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an aggregate is to tell of an object that its group refers to, as the object's latest event says. */
final class ReferredObjects {
    private final Map<Rule, Takes> compiled = new HashMap<>();

    private record Rule(String aggregate, String kind) {}

    /** By the name of each reference of the aggregate to objects of the event's kind. */
    Map<String, ObjectNode> told(Aggregate aggregate, Event event, Optional<Action.Step> step) {
        String kind = event.kind().objectKind();
        Takes takes = compiled.computeIfAbsent(
                new Rule(aggregate.name(), kind), rule -> new Takes(Takes.text(aggregate.manifest(), kind)));
        ObjectNode fields = takes.told(event, step);
        Map<String, ObjectNode> told = new HashMap<>();
        for (Reference reference : aggregate.manifest().references()) {
            if (reference.kind().equals(kind)) {
                ObjectNode object = named(event.entity(), event.kind().isDeletion() ? "deleted" : "found")
                        .put("eventId", event.meta().eventId())
                        .put("timestamp", EventJson.time(event.meta().timestamp()));
                fields.path(reference.name()).forEachEntry(object::set);
                told.put(reference.name(), object);
            }
        }
        return told;
    }

    /** Of one that there is no event of. */
    static ObjectNode missing(String object) {
        return named(EntityKey.parse(object), "missing");
    }

    private static ObjectNode named(EntityKey object, String state) {
        return Json.MAPPER
                .createObjectNode()
                .put("kind", object.kind())
                .put("appId", object.appId())
                .put("name", object.name())
                .put("state", state);
    }
}
