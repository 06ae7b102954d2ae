package io.dsel.kind;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.events.Meta;
import io.dsel.events.v1alpha1.DomainEvents;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The Avro schemas of a kind's events: what all events have, around what the manifest says of the object. */
final class EventComposer {
    private static final String ENVELOPE = "envelope.yaml";
    private static final String NAMESPACE = "io.dsel.events.";

    /** Equal schemas are one: what Java writes with generated classes then has the same id in the registry. */
    private final Map<Schema, Schema> generated = DomainEvents.PROTOCOL.getTypes().stream()
            .collect(Collectors.toUnmodifiableMap(schema -> schema, schema -> schema));

    private final ObjectNode envelope;

    EventComposer() {
        try (InputStream in = EventComposer.class.getResourceAsStream(ENVELOPE)) {
            envelope = (ObjectNode) Yaml.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + ENVELOPE, e);
        }
    }

    /**
     * @param path of the version in its manifest, for errors
     * @return the schemas by action
     * @throws InvalidEventException naming what is no schema that events can have
     */
    Map<String, Schema> compose(KindManifest manifest, KindVersion version, ObjectSchema.Typed schema, String path) {
        AvroTypes types = new AvroTypes(manifest.name());
        Parts parts = new Parts(
                manifest.name(),
                version.name(),
                types.record(path + ".schema", schema.spec(), manifest.name() + "Spec"),
                schema.status()
                        .map(it -> types.record(path + ".status", it, manifest.name() + "Status"))
                        .orElse(null),
                types.fields(path + ".eventFields", schema.eventFields()));
        types.throwIfAny();
        Map<String, Schema> byAction = new LinkedHashMap<>();
        manifest.steps().forEach(step -> byAction.put(step.name(), parse(parts, step.name(), path)));
        return byAction;
    }

    /** The namespace of a version's schemas. */
    static String namespace(String apiVersion) {
        return NAMESPACE + apiVersion;
    }

    /** @param status null for none */
    private record Parts(String kind, String version, ObjectNode spec, ObjectNode status, ArrayNode eventFields) {}

    private Schema parse(Parts parts, String action, String path) {
        ObjectNode event = (ObjectNode) filled(envelope, parts, action);
        try {
            Schema schema = new Schema.Parser().parse(Json.write(AvroTypes.withJavaStrings(event)));
            return generated.getOrDefault(schema, schema);
        } catch (AvroRuntimeException e) {
            throw new InvalidEventException(path + ".schema", "is no Avro schema: " + e.getMessage());
        }
    }

    private static JsonNode filled(JsonNode part, Parts parts, String action) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (part instanceof ObjectNode object) {
            ObjectNode filled = json.objectNode();
            object.forEachEntry((name, value) -> filled.set(name, filled(value, parts, action)));
            return filled;
        }
        if (part.isArray()) {
            ArrayNode filled = json.arrayNode();
            for (JsonNode item : part) {
                switch (item.path("name").asString("")) {
                    case "{EventFields}" -> filled.addAll(parts.eventFields());
                    case "status" -> addStatus(filled, (ObjectNode) item, parts);
                    default -> filled.add(filled(item, parts, action));
                }
            }
            return filled;
        }
        return switch (part.asString("")) {
            case "{Meta}" -> Json.parse(Meta.SCHEMA$.toString());
            case "{Spec}" -> parts.spec();
            default -> part.isString() ? json.stringNode(named(part.stringValue(), parts, action)) : part;
        };
    }

    /** Only where the kind's objects have one. */
    private static void addStatus(ArrayNode fields, ObjectNode field, Parts parts) {
        if (parts.status() != null) {
            ObjectNode own = field.deepCopy();
            own.putArray("type").add("null").add(parts.status());
            fields.add(own);
        }
    }

    private static String named(String text, Parts parts, String action) {
        return text.replace("{Kind}", parts.kind())
                .replace("{Action}", action)
                .replace("{version}", parts.version())
                .replace("{object}", new EventKind(parts.kind(), action).objectField());
    }
}
