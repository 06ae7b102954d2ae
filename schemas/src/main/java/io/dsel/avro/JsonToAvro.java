package io.dsel.avro;

import io.dsel.event.InvalidEventException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import tools.jackson.databind.JsonNode;

/**
 * Reads a JSON tree as a schema's record, strictly: an unknown field, a missing one, a number that does not fit or
 * would lose a digit is an error that names the field's path. Unions are chosen by the JSON type.
 */
final class JsonToAvro {
    private JsonToAvro() {}

    /** @throws InvalidEventException naming the first field that does not fit */
    static Object read(JsonNode json, Schema schema, String path) {
        return switch (schema.getType()) {
            case RECORD -> readRecord(json, schema, path);
            case UNION -> read(json, branch(json, schema, path), path);
            case ARRAY -> readArray(json, schema, path);
            case MAP -> readMap(json, schema, path);
            case ENUM -> readEnum(json, schema, path);
            case STRING -> require(json.isString(), json, schema, path).stringValue();
            case BOOLEAN -> require(json.isBoolean(), json, schema, path).booleanValue();
            case INT ->
                require(isIntegral(json) && json.canConvertToInt(), json, schema, path)
                        .intValue();
            case LONG ->
                require(isIntegral(json) && json.canConvertToLong(), json, schema, path)
                        .longValue();
            case DOUBLE -> readDouble(json, schema, path);
            case NULL -> {
                require(json.isNull(), json, schema, path);
                yield null;
            }
            case BYTES, FIXED, FLOAT ->
                throw new InvalidEventException(path, "has a type that JSON cannot carry: " + schema.getType());
        };
    }

    private static GenericData.Record readRecord(JsonNode json, Schema schema, String path) {
        require(json.isObject(), json, schema, path);
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = json.get(field.name());
            if (value != null) {
                record.put(field.pos(), read(value, field.schema(), path + "." + field.name()));
            } else if (field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            } else {
                throw new InvalidEventException(path + "." + field.name(), "is required");
            }
        }
        for (String name : json.propertyNames()) {
            if (schema.getField(name) == null) {
                List<String> known =
                        schema.getFields().stream().map(Schema.Field::name).toList();
                throw new InvalidEventException(
                        path + "." + name, "is not a field of " + schema.getName() + ", which has " + known);
            }
        }
        return record;
    }

    private static List<Object> readArray(JsonNode json, Schema schema, String path) {
        require(json.isArray(), json, schema, path);
        List<Object> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(read(item, schema.getElementType(), path + "[" + items.size() + "]"));
        }
        return new GenericData.Array<>(schema, items);
    }

    private static Map<String, Object> readMap(JsonNode json, Schema schema, String path) {
        require(json.isObject(), json, schema, path);
        Map<String, Object> map = new LinkedHashMap<>();
        json.forEachEntry((key, value) -> map.put(key, read(value, schema.getValueType(), path + "." + key)));
        return map;
    }

    private static Object readEnum(JsonNode json, Schema schema, String path) {
        require(json.isString(), json, schema, path);
        if (!schema.hasEnumSymbol(json.stringValue())) {
            throw new InvalidEventException(
                    path, "is '" + json.stringValue() + "', not one of " + schema.getEnumSymbols());
        }
        return new GenericData.EnumSymbol(schema, json.stringValue());
    }

    private static Double readDouble(JsonNode json, Schema schema, String path) {
        require(json.isNumber(), json, schema, path);
        double value = json.doubleValue();
        if (Double.isInfinite(value) || json.decimalValue().compareTo(BigDecimal.valueOf(value)) != 0) {
            throw new InvalidEventException(path, json + " has more digits than a double holds");
        }
        return value;
    }

    private static Schema branch(JsonNode json, Schema union, String path) {
        for (Schema type : union.getTypes()) {
            if (fits(json, type)) {
                return type;
            }
        }
        throw new InvalidEventException(path, "is " + describe(json) + ", not " + names(union));
    }

    private static boolean fits(JsonNode json, Schema schema) {
        return switch (schema.getType()) {
            case NULL -> json.isNull();
            case STRING, ENUM -> json.isString();
            case BOOLEAN -> json.isBoolean();
            case INT -> isIntegral(json) && json.canConvertToInt();
            case LONG -> isIntegral(json) && json.canConvertToLong();
            case DOUBLE -> json.isNumber();
            case ARRAY -> json.isArray();
            case RECORD, MAP -> json.isObject();
            default -> false;
        };
    }

    private static boolean isIntegral(JsonNode json) {
        return json.isIntegralNumber();
    }

    private static JsonNode require(boolean fits, JsonNode json, Schema schema, String path) {
        if (!fits) {
            throw new InvalidEventException(path, "is " + describe(json) + ", not " + names(schema));
        }
        return json;
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
