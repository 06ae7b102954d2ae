package io.dsel.sink.document;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventMeta;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.ObjectWriter;

/**
 * An event as its document: a typed envelope that every event has, {@link SearchFields} over the rest, and the whole
 * event under {@code event}, which the index stores but does not look into. So no shape of object changes the mapping.
 */
public final class EventDocument {
    /** Labels beyond these are left out of the index, as facets are; {@code event} has them all. */
    static final int MAX_LABELS = 200;

    static final int MAX_LABEL_CHARS = 256;

    private static final ObjectWriter WRITER = Json.MAPPER.writer().without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private EventDocument() {}

    /** The document's JSON on one line, UTF-8. */
    public static byte[] of(Event event, LogPosition position, Instant logTime) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(2048);
        write(event, position, logTime, out);
        return out.toByteArray();
    }

    /** Writes what {@link #of} gives; leaves the stream open. */
    public static void write(Event event, LogPosition position, Instant logTime, OutputStream out) {
        SearchFields search = SearchFields.of(event);
        try (JsonGenerator json = WRITER.createGenerator(out)) {
            json.writeStartObject();
            writeEnvelope(json, event);
            json.writeStringProperty("logTime", EventJson.time(logTime));
            boolean allLabels = writeLabels(json, event.meta());
            writeFacets(json, search);
            json.writeStringProperty("text", search.text());
            json.writeBooleanProperty("truncated", search.truncated() || !allLabels);
            json.writeObjectPropertyStart("position");
            json.writeStringProperty("topic", position.topic());
            json.writeNumberProperty("partition", position.partition());
            json.writeNumberProperty("offset", position.offset());
            json.writeEndObject();
            json.writeName("event");
            json.writeTree(EventJson.write(event));
            json.writeEndObject();
        }
    }

    private static void writeEnvelope(JsonGenerator json, Event event) {
        EventMeta meta = event.meta();
        json.writeStringProperty("eventId", meta.eventId());
        json.writeStringProperty("kind", event.kind().name());
        json.writeStringProperty("objectKind", event.kind().objectKind());
        json.writeStringProperty("action", event.kind().action());
        json.writeStringProperty("apiVersion", event.apiVersion());
        json.writeStringProperty("entity", event.entity().text());
        json.writeStringProperty("appId", meta.appId());
        json.writeStringProperty("name", meta.name());
        json.writeStringProperty("timestamp", EventJson.time(meta.timestamp()));
        json.writeStringProperty("userId", meta.userId());
        json.writeStringProperty("correlationId", meta.correlationId());
        if (meta.causationId() != null) {
            json.writeStringProperty("causationId", meta.causationId());
        }
        json.writeStringProperty("executionId", meta.executionId());
        json.writeStringProperty("region", meta.region());
        json.writeBooleanProperty("deleted", event.kind().isDeletion());
    }

    private static boolean writeLabels(JsonGenerator json, EventMeta meta) {
        boolean all = true;
        int written = 0;
        json.writeArrayPropertyStart("labels");
        for (var label : new TreeMap<>(meta.labels()).entrySet()) {
            String text = label.getKey() + "=" + label.getValue();
            if (written < MAX_LABELS && text.length() <= MAX_LABEL_CHARS) {
                json.writeString(text);
                written++;
            } else {
                all = false;
            }
        }
        json.writeEndArray();
        return all;
    }

    private static void writeFacets(JsonGenerator json, SearchFields search) {
        json.writeArrayPropertyStart("facets");
        for (String facet : search.facets()) {
            json.writeString(facet);
        }
        json.writeEndArray();
    }
}
