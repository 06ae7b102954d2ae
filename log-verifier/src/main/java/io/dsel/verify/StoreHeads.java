package io.dsel.verify;

import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The heads of the state stores. */
record StoreHeads(StoreTier store, LogEnds ends) implements Held {

    @Override
    public boolean agree(Sighting log, Sighting found) {
        return found.sound()
                && log.order().equals(found.order())
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
        ObjectNode head = Json.MAPPER.createObjectNode();
        head.put("entity", log.entity());
        head.put("kind", entity.kind());
        head.put("appId", entity.appId());
        head.put("name", entity.name());
        head.set("timestamp", event.at("/meta/timestamp"));
        head.set("userId", event.at("/meta/userId"));
        head.set("eventId", event.at("/meta/eventId"));
        head.put("action", kind.action());
        head.put("deleted", kind.isDeletion());
        return StoreItems.at(head, log.position());
    }

    @Override
    public Optional<JsonNode> found(Sighting found) {
        return store.head(EntityKey.parse(found.entity())).map(StoreItems::comparable);
    }
}
