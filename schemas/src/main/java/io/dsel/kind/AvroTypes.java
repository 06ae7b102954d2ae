package io.dsel.kind;

import io.dsel.event.Violations;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Avro as manifests may use it: types that JSON can carry exactly, every name said once. What is wrong is gathered with its
 * path in the manifest, where Avro's own parser would name neither place nor more than one.
 */
final class AvroTypes {
    private static final Set<String> PRIMITIVES = Set.of("null", "boolean", "int", "long", "double", "string");
    private static final Set<String> SHARED = Set.of("Meta", "ObjectMeta", "Outcome", "RuleResult", "Validation");
    private static final Set<String> TEXTS = Set.of("string", "map");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,199}");
    private static final String JAVA_STRING = "avro.java.string";

    private final Violations wrong = new Violations();
    private final Set<String> named = new HashSet<>();
    private final Set<String> reserved = new HashSet<>(SHARED);

    AvroTypes(String kind) {
        reserved.add(kind);
        reserved.add(kind + "EventSpec");
    }

    void throwIfAny() {
        wrong.throwIfAny();
    }

    /** A record, under its own name or else the usual one. */
    ObjectNode record(String path, ObjectNode schema, String usualName) {
        ObjectNode record = schema.deepCopy();
        if (!record.has("type")) {
            record.put("type", "record");
        }
        if (!record.has("name")) {
            record.put("name", usualName);
        }
        if (!record.path("type").asString("").equals("record")) {
            wrong.add(path + ".type", "is not record");
        } else {
            check(path, record);
        }
        return record;
    }

    ArrayNode fields(String path, ArrayNode fields) {
        checkFields(path, fields);
        return fields;
    }

    private void check(String path, JsonNode type) {
        if (type.isString()) {
            String name = type.stringValue();
            if (!PRIMITIVES.contains(name) && !named.contains(name)) {
                wrong.add(path, "'" + name + "' is none of " + PRIMITIVES + " nor a type that is defined before it");
            }
        } else if (type.isArray()) {
            checkUnion(path, (ArrayNode) type);
        } else if (type instanceof ObjectNode object) {
            checkObject(path, object);
        } else {
            wrong.add(path, "is required, an Avro type");
        }
    }

    private void checkUnion(String path, ArrayNode union) {
        if (union.isEmpty()) {
            wrong.add(path, "is a union of nothing");
        }
        for (int i = 0; i < union.size(); i++) {
            check(path + "[" + i + "]", union.get(i));
        }
    }

    private void checkObject(String path, ObjectNode type) {
        JsonNode kind = type.path("type");
        switch (kind.asString("")) {
            case "record" -> {
                checkName(path, type);
                if (type.path("fields") instanceof ArrayNode fields) {
                    checkFields(path + ".fields", fields);
                } else {
                    wrong.add(path + ".fields", "is required, a list");
                }
            }
            case "enum" -> {
                checkName(path, type);
                if (!type.path("symbols").isArray()) {
                    wrong.add(path + ".symbols", "is required, a list");
                }
            }
            case "array" -> check(path + ".items", type.path("items"));
            case "map" -> check(path + ".values", type.path("values"));
            default -> check(path + ".type", kind);
        }
    }

    private void checkFields(String path, ArrayNode fields) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String at = path + "[" + i + "]";
            String name = fields.get(i).path("name").asString("");
            if (!NAME.matcher(name).matches()) {
                wrong.add(at + ".name", "'" + name + "' is no Avro name");
            } else if (!names.add(name)) {
                wrong.add(at + ".name", "'" + name + "' is there twice");
            }
            check(at + ".type", fields.get(i).path("type"));
        }
    }

    private void checkName(String path, ObjectNode type) {
        String name = type.path("name").asString("");
        if (!NAME.matcher(name).matches()) {
            wrong.add(path + ".name", "'" + name + "' is no Avro name");
        } else if (reserved.contains(name)) {
            wrong.add(path + ".name", "'" + name + "' is a type that all events have");
        } else if (!named.add(name)) {
            wrong.add(path + ".name", "'" + name + "' is defined twice");
        }
        if (type.has("namespace")) {
            wrong.add(path + ".namespace", "is not for a manifest to say; it follows from the version");
        }
    }

    /** The same schema, read by Java as {@code String} and not as {@code Utf8}, as the generated classes have it. */
    static JsonNode withJavaStrings(JsonNode type) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (type.isString() && type.stringValue().equals("string")) {
            return json.objectNode().put("type", "string").put(JAVA_STRING, "String");
        }
        if (type.isArray()) {
            ArrayNode union = json.arrayNode();
            type.forEach(branch -> union.add(withJavaStrings(branch)));
            return union;
        }
        if (!(type instanceof ObjectNode object)) {
            return type;
        }
        ObjectNode same = object.deepCopy();
        String kind = object.path("type").asString("");
        if (TEXTS.contains(kind)) {
            same.put(JAVA_STRING, "String");
        } else if (!object.path("type").isString()) {
            same.set("type", withJavaStrings(object.path("type")));
        }
        for (String inner : new String[] {"items", "values"}) {
            if (object.has(inner)) {
                same.set(inner, withJavaStrings(object.get(inner)));
            }
        }
        if (object.path("fields").isArray()) {
            ArrayNode fields = same.putArray("fields");
            for (JsonNode field : object.get("fields")) {
                fields.add(((ObjectNode) field.deepCopy()).set("type", withJavaStrings(field.path("type"))));
            }
        }
        return same;
    }
}
