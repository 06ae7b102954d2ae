package io.dsel.verify;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Heads in the index. A head's document says where the head lies in the topic of heads, not where its event does; so
 * whether the event came meanwhile is asked of the event's own document.
 *
 * @param ends with those of the topic of heads
 */
record IndexHeads(IndexTier index, LogEnds ends) implements Held {

    @Override
    public boolean agree(Sighting log, Sighting found) {
        return found.sound() && log.order().equals(found.order()) && log.content() == found.content();
    }

    @Override
    public LogEnds.Side side(Sighting found) {
        LogEnds.Side ofHead = ends.side(found.position());
        return ofHead == LogEnds.Side.NEWER
                ? ofHead
                : index.event(found.order().eventId()).stream()
                        .map(IndexDocuments::event)
                        .filter(event -> event.order().equals(found.order()))
                        .map(event -> ends.side(event.position()))
                        .findFirst()
                        .orElse(LogEnds.Side.WITHIN);
    }

    @Override
    public ObjectNode expected(Sighting log, ObjectNode event) {
        return IndexDocuments.expected(log.entity(), event);
    }

    @Override
    public Optional<JsonNode> found(Sighting found) {
        return index.head(IndexDocuments.headId(found.entity())).map(IndexDocuments::comparable);
    }
}
