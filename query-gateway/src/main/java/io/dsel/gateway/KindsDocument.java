package io.dsel.gateway;

import io.dsel.gateway.log.KindCatalogue;
import io.dsel.gateway.log.KindCatalogue.EventTopic;
import io.dsel.json.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The catalogue of kinds as JSON; the same document as the ingest service's. */
final class KindsDocument {
    private KindsDocument() {}

    static ObjectNode of(KindCatalogue catalogue) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        ArrayNode kinds = document.putArray("kinds");
        catalogue.kinds().forEach(kind -> {
            ObjectNode item =
                    kinds.addObject().put("objectKind", kind.objectKind()).put("schema", kind.schema());
            ArrayNode eventKinds = item.putArray("eventKinds");
            kind.eventKinds().forEach(topic -> eventKinds.add(topic(topic)));
        });
        ArrayNode aggregates = document.putArray("aggregates");
        catalogue.aggregates().forEach(topic -> aggregates.add(topic(topic)));
        return document;
    }

    private static ObjectNode topic(EventTopic topic) {
        return Json.MAPPER
                .createObjectNode()
                .put("name", topic.name())
                .put("topic", topic.topic())
                .put("partitions", topic.partitions());
    }
}
