package io.dsel.ingest.writer;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The records of the control topic, in JSON. A key with slashes is an entity; the others name what they are. */
final class Notes {
    /** From where the event topics are to be followed: topic to offset. */
    static final String CHECKPOINT = "checkpoint";

    /** Says nothing, but to commit it shows that nobody else writes the partition. */
    static final String PROOF = "proof";

    private Notes() {}

    static boolean isEntity(String key) {
        return key.indexOf('/') >= 0;
    }

    static ProducerRecord<String, byte[]> head(int partition, String entity, Head head) {
        LogPosition position = ((Ref.At) head.ref()).position();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventId", head.order().eventId())
                .put("timestamp", head.order().timestamp());
        json.put("topic", position.topic()).put("offset", position.offset());
        json.put("body", head.fingerprint().text());
        return record(partition, entity, json);
    }

    static Head readHead(int partition, byte[] value) {
        JsonNode json = Json.parse(value);
        String topic = json.path("topic").stringValue().intern(); // a few names, as many heads as there are entities
        EventOrder order = new EventOrder(
                json.path("timestamp").longValue(), json.path("eventId").stringValue());
        LogPosition position =
                new LogPosition(topic, partition, json.path("offset").longValue());
        Fingerprint body = Fingerprint.parse(json.path("body").stringValue());
        return new Head(order, EncodedEvent.isDeletion(topic), body, new Ref.At(position));
    }

    static ProducerRecord<String, byte[]> checkpoint(int partition, Map<String, Long> from) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode offsets = json.putObject("from");
        new TreeMap<>(from).forEach(offsets::put);
        return record(partition, CHECKPOINT, json);
    }

    static Map<String, Long> readCheckpoint(byte[] value) {
        Map<String, Long> from = new TreeMap<>();
        Json.parse(value).path("from").forEachEntry((topic, offset) -> from.put(topic, offset.longValue()));
        return from;
    }

    static ProducerRecord<String, byte[]> proof(int partition) {
        return record(partition, PROOF, JsonNodeFactory.instance.objectNode());
    }

    private static ProducerRecord<String, byte[]> record(int partition, String key, ObjectNode json) {
        return new ProducerRecord<>(Topics.WRITER_HEADS.name(), partition, key, Json.writeBytes(json));
    }
}
