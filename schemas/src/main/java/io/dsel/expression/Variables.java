package io.dsel.expression;

import dev.cel.runtime.CelVariableResolver;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What an expression sees, made when it is looked at. For one thread. */
public final class Variables implements CelVariableResolver {
    private final Lazy<Map<String, Object>> object;
    private final Lazy<Map<String, Object>> meta;
    private final String action;

    private Variables(Lazy<Map<String, Object>> object, Lazy<Map<String, Object>> meta, String action) {
        this.object = object;
        this.meta = meta;
        this.action = action;
    }

    public static Variables of(Event event) {
        return new Variables(
                new Lazy<>(() -> CelValues.map((ObjectNode) event.state())),
                new Lazy<>(
                        () -> CelValues.map((ObjectNode) EventJson.write(event).get("meta"))),
                event.kind().action());
    }

    /** Of an object by itself; {@code meta} and {@code action} are empty. */
    public static Variables of(ObjectNode object) {
        return new Variables(new Lazy<>(() -> CelValues.map(object)), new Lazy<>(Map::of), "");
    }

    @Override
    public Optional<Object> find(String name) {
        return switch (name) {
            case "object" -> Optional.of(object.get());
            case "meta" -> Optional.of(meta.get());
            case "action" -> Optional.of(action);
            default -> Optional.empty();
        };
    }
}
