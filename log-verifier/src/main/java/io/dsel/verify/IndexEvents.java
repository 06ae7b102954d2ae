package io.dsel.verify;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Events and aggregates in the index. Of copies it has the one that came first, so where that lies is not compared. */
record IndexEvents(IndexTier index, LogEnds ends) implements Held {

    @Override
    public boolean agree(Sighting log, Sighting found) {
        return found.sound() && log.entity().equals(found.entity()) && log.content() == found.content();
    }

    @Override
    public LogEnds.Side side(Sighting found) {
        return ends.side(found.position());
    }

    @Override
    public ObjectNode expected(Sighting log, ObjectNode event) {
        return IndexDocuments.expected(log.entity(), event);
    }

    @Override
    public Optional<JsonNode> found(Sighting found) {
        return index.event(found.order().eventId()).stream()
                .filter(hit -> IndexDocuments.event(hit).order().equals(found.order()))
                .findFirst()
                .map(IndexDocuments::comparable);
    }
}
