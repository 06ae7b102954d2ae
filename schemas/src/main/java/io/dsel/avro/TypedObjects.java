package io.dsel.avro;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.Kind;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.databind.node.ObjectNode;

/** Objects as the log would give them back, were they written with the schema of a version. */
public final class TypedObjects {
    private TypedObjects() {}

    /**
     * What the object leaves out is what its default says.
     *
     * @param event that it is in
     * @return the object itself if the version, or the action, has no schema
     * @throws InvalidEventException naming every field that does not fit, by its path from the event's spec
     */
    public static ObjectNode read(ObjectNode object, String apiVersion, Kind kind, EventKind event) {
        String field = event.objectField();
        return kind.schema(apiVersion, event.action())
                .map(schema -> schema.getField("spec").schema().getField(field).schema())
                .map(schema -> AvroToJson.write((GenericRecord) JsonToAvro.read(object, schema, field)))
                .orElse(object);
    }
}
