package io.dsel.avro;

import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON tree as a schema's record, strictly: an unknown field, a missing one, a number that does not fit or
 * would lose a digit is an error that names the field's path. Unions are chosen by the JSON type.
 */
final class JsonToAvro {
    private final Violations wrong = new Violations();

    private JsonToAvro() {}

    /** @throws InvalidEventException naming every field that does not fit */
    static Object read(JsonNode json, Schema schema, String path) {
        JsonToAvro reader = new JsonToAvro();
        Object value = reader.readValue(json, schema, path);
        reader.wrong.throwIfAny();
        return value;
    }

    /** The value, or null if it does not fit. */
    private Object readValue(JsonNode json, Schema schema, String path) {
        if (schema.isUnion()) {
            Schema branch = branch(json, schema);
            return branch == null ? misfit(json, schema, path) : readValue(json, branch, path);
        }
        if (!fits(json, schema)) {
            return misfit(json, schema, path);
        }
        return switch (schema.getType()) {
            case RECORD -> readRecord(json, schema, path);
            case ARRAY -> readArray(json, schema, path);
            case MAP -> readMap(json, schema, path);
            case ENUM -> readEnum(json, schema, path);
            case STRING -> json.stringValue();
            case BOOLEAN -> json.booleanValue();
            case INT -> json.intValue();
            case LONG -> json.longValue();
            case DOUBLE -> readDouble(json, path);
            case NULL -> null;
            case UNION, BYTES, FIXED, FLOAT ->
                throw new IllegalStateException(path + " has a type that JSON cannot carry: " + schema.getType());
        };
    }

    private GenericData.Record readRecord(JsonNode json, Schema schema, String path) {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = json.get(field.name());
            if (value != null) {
                record.put(field.pos(), readValue(value, field.schema(), path + "." + field.name()));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), usual(field));
            } else {
                wrong.add(path + "." + field.name(), "is required");
            }
        }
        for (String name : json.propertyNames()) {
            if (schema.getField(name) == null) {
                List<String> known =
                        schema.getFields().stream().map(Schema.Field::name).toList();
                wrong.add(path + "." + name, "is not a field of " + schema.getName() + ", which has " + known);
            }
        }
        return record;
    }

    /** Nearly all are null, which needs no look into the cache that every thread shares. */
    private static Object usual(Schema.Field field) {
        return field.defaultVal() == JsonProperties.NULL_VALUE
                ? null
                : GenericData.get().getDefaultValue(field);
    }

    private List<Object> readArray(JsonNode json, Schema schema, String path) {
        List<Object> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(readValue(item, schema.getElementType(), path + "[" + items.size() + "]"));
        }
        return new GenericData.Array<>(schema, items);
    }

    private Map<String, Object> readMap(JsonNode json, Schema schema, String path) {
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEachEntry((key, value) -> map.put(key, readValue(value, schema.getValueType(), path + "." + key)));
        return map;
    }

    private Object readEnum(JsonNode json, Schema schema, String path) {
        if (!schema.hasEnumSymbol(json.stringValue())) {
            wrong.add(path, "is '" + json.stringValue() + "', not one of " + schema.getEnumSymbols());
            return null;
        }
        return new GenericData.EnumSymbol(schema, json.stringValue());
    }

    private Double readDouble(JsonNode json, String path) {
        BigDecimal exact = json.decimalValue();
        double value = exact.doubleValue();
        if (Double.isInfinite(value) || exact.compareTo(BigDecimal.valueOf(value)) != 0) {
            wrong.add(path, json + " has more digits than a double holds");
        }
        return value;
    }

    private Object misfit(JsonNode json, Schema schema, String path) {
        wrong.add(path, "is " + describe(json) + ", not " + names(schema));
        return null;
    }

    private static Schema branch(JsonNode json, Schema union) {
        return union.getTypes().stream()
                .filter(type -> fits(json, type))
                .findFirst()
                .orElse(null);
    }

    private static boolean fits(JsonNode json, Schema schema) {
        return switch (schema.getType()) {
            case NULL -> json.isNull();
            case STRING, ENUM -> json.isString();
            case BOOLEAN -> json.isBoolean();
            case INT -> json.isIntegralNumber() && json.canConvertToInt();
            case LONG -> json.isIntegralNumber() && json.canConvertToLong();
            case DOUBLE -> json.isNumber();
            case ARRAY -> json.isArray();
            case RECORD, MAP -> json.isObject();
            default -> false;
        };
    }

    private static String describe(JsonNode json) {
        return switch (json.getNodeType()) {
            case NUMBER -> "the number " + json;
            case STRING -> "a string";
            case BOOLEAN -> json.toString();
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> "null";
        };
    }

    private static String names(Schema schema) {
        return schema.isUnion()
                ? "one of " + schema.getTypes().stream().map(JsonToAvro::names).toList()
                : switch (schema.getType()) {
                    case RECORD -> "an object (" + schema.getName() + ")";
                    case MAP -> "an object";
                    case INT -> "an integer of 32 bits";
                    case LONG -> "an integer of 64 bits";
                    default -> schema.getType().getName();
                };
    }
}
