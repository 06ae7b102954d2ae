package io.dsel.verify;

import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The history of the state stores. */
record StoreEvents(StoreTier store, LogEnds ends) implements Held {

    @Override
    public boolean agree(Sighting log, Sighting found) {
        return found.sound()
                && log.content() == found.content()
                && log.position().equals(found.position());
    }

    @Override
    public LogEnds.Side side(Sighting found) {
        return ends.side(found.position());
    }

    @Override
    public ObjectNode expected(Sighting log, ObjectNode event) {
        EntityKey entity = EntityKey.parse(log.entity());
        EventKind kind = EventKind.of(event.path("kind").stringValue(), entity.kind());
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.set("eventId", event.at("/meta/eventId"));
        item.set("timestamp", event.at("/meta/timestamp"));
        item.set("kind", event.path("kind"));
        item.put("action", kind.action());
        item.set("userId", event.at("/meta/userId"));
        item.set("executionId", event.at("/meta/executionId"));
        item.set("event", Content.withoutRegion(event));
        return StoreItems.at(item, log.position());
    }

    @Override
    public Optional<JsonNode> found(Sighting found) {
        return store.event(EntityKey.parse(found.entity()), found.order()).map(StoreItems::comparable);
    }
}
