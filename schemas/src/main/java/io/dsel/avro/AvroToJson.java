package io.dsel.avro;

import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a record as a JSON tree; a field that is null is left out, unions are not wrapped. */
final class AvroToJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AvroToJson() {}

    static ObjectNode write(GenericRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            Object value = record.get(field.pos());
            if (value != null) {
                object.set(field.name(), writeValue(value));
            }
        }
        return object;
    }

    private static JsonNode writeValue(Object value) {
        return switch (value) {
            case null -> JSON.nullNode();
            case GenericRecord record -> write(record);
            case Map<?, ?> map -> {
                ObjectNode object = JSON.objectNode();
                map.forEach((key, item) -> object.set(key.toString(), writeValue(item)));
                yield object;
            }
            case Collection<?> items -> {
                ArrayNode array = JSON.arrayNode(items.size());
                items.forEach(item -> array.add(writeValue(item)));
                yield array;
            }
            case Boolean flag -> JSON.booleanNode(flag);
            case Integer number -> JSON.numberNode(number);
            case Long number -> JSON.numberNode(number);
            case Double number -> JSON.numberNode(number);
            default -> JSON.stringNode(value.toString());
        };
    }
}
