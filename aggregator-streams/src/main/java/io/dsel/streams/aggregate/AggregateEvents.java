package io.dsel.streams.aggregate;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Fold;
import io.dsel.aggregate.Period;
import io.dsel.aggregate.Reference;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventIds;
import io.dsel.event.EventJson;
import io.dsel.event.EventMeta;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** What the events of a group add up to, as an event. */
public final class AggregateEvents {
    private static final UUID NAMESPACE = UUID.fromString("6b1f4a50-3f0e-5c8e-9d3b-0a7c1de5a6f1");

    private AggregateEvents() {}

    /**
     * Everything in it comes from the journal, so that a replay on any instance makes the same event.
     *
     * @param fold of the group's events
     * @param state of the group, which has the time of this aggregate already
     * @param references of the group
     * @param enrichments of the group
     */
    public static Event of(
            Folding folding,
            Owner owner,
            Fold fold,
            References references,
            Enrichments enrichments,
            GroupState state,
            Occasion occasion) {
        EntityKey entity = EntityKey.parse(owner.entity());
        JournalEntry trigger = occasion.trigger();
        String id = EventIds.derived(
                NAMESPACE,
                entity.kind(),
                owner.formula(),
                entity.appId(),
                entity.name(),
                trigger.getEventId(),
                Long.toString(trigger.getTimestamp().toEpochMilli()),
                occasion.mark());
        EventMeta meta = new EventMeta(
                id,
                Instant.ofEpochMilli(state.emitted()),
                trigger.getUserId(),
                trigger.getCorrelationId(),
                trigger.getEventId(),
                trigger.getExecutionId(),
                entity.name(),
                entity.appId(),
                trigger.getRegion(),
                Map.of());
        ObjectNode spec = spec(folding, entity, fold, state, occasion);
        List<String> names = folding.aggregate().manifest().references().stream()
                .map(Reference::name)
                .toList();
        if (!names.isEmpty()) {
            references.writeTo(spec, names);
        }
        if (!folding.aggregate().manifest().enrichments().isEmpty()) {
            enrichments.writeTo(spec);
        }
        return new Event(Event.API_VERSION, folding.aggregate().kind(), meta, spec);
    }

    private static ObjectNode spec(Folding folding, EntityKey entity, Fold fold, GroupState state, Occasion occasion) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.put("formula", folding.aggregate().formula());
        if (folding.isDeclared()) {
            addGroup(spec.putObject("group"), folding.aggregate(), entity, occasion.within());
            spec.putObject("eventStream").set("sequence", Decimals.toJson(state.sequence()));
        }
        fold.writeTo(spec);
        return spec;
    }

    private static void addGroup(ObjectNode group, Aggregate aggregate, EntityKey entity, Instant within) {
        group.put("app", entity.appId());
        Optional<Period> period = aggregate.manifest().period();
        group.put("key", period.map(its -> key(entity.name(), its.name(within))).orElse(entity.name()));
        period.ifPresent(its -> group.putObject("period")
                .put("start", EventJson.time(its.start(within)))
                .put("end", EventJson.time(its.end(within))));
    }

    private static String key(String name, String period) {
        return name.substring(0, name.length() - period.length() - 1);
    }
}
