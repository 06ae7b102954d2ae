package io.dsel.expression;

import dev.cel.runtime.CelVariableResolver;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventMeta;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** What an expression sees, made when it is looked at. For one thread. */
public final class Variables implements CelVariableResolver {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final JsonNode object;
    private final Lazy<ObjectNode> meta;
    private final ObjectNode spec;
    private final Map<String, String> texts;
    private final Map<String, Object> converted = new HashMap<>();

    private Variables(JsonNode object, Supplier<ObjectNode> meta, ObjectNode spec, Map<String, String> texts) {
        this.object = object;
        this.meta = new Lazy<>(meta);
        this.spec = spec;
        this.texts = texts;
    }

    public static Variables of(Event event) {
        return of(event, "", "");
    }

    /**
     * @param phase that the event's action means; empty if none
     * @param status how an execution stands in that phase; empty without one
     */
    public static Variables of(Event event, String phase, String status) {
        EventMeta meta = event.meta();
        return new Variables(
                event.state(),
                () -> EventJson.writeMeta(meta),
                event.spec(),
                Map.of(
                        "action", event.kind().action(),
                        "kind", event.kind().name(),
                        "objectKind", event.kind().objectKind(),
                        "phase", phase,
                        "status", status));
    }

    /** Of an object by itself; the others are empty. */
    public static Variables of(ObjectNode object) {
        return new Variables(object, JSON::objectNode, JSON.objectNode(), Map.of("action", ""));
    }

    @Override
    public Optional<Object> find(String name) {
        JsonNode node = node(name);
        return node.isMissingNode()
                ? Optional.empty()
                : Optional.of(converted.computeIfAbsent(name, it -> CelValues.of(node)));
    }

    /** As JSON; missing if there is none of that name. */
    JsonNode node(String name) {
        return switch (name) {
            case "object" -> object;
            case "meta" -> meta.get();
            case "spec" -> spec;
            default -> texts.containsKey(name) ? JSON.stringNode(texts.get(name)) : MissingNode.getInstance();
        };
    }
}
