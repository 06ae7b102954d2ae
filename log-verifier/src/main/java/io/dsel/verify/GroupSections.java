package io.dsel.verify;

import io.dsel.json.Json;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What of a declared aggregate follows from the set of the group's events. */
final class GroupSections {
    private static final List<String> SECTIONS = List.of("group", "eventStream", "measures", "truncated", "missing");
    private static final String SEQUENCE = "sequence";

    private GroupSections() {}

    /** Of an aggregate's spec, without the sequence of what its group came to know, and without measures that have no value. */
    static ObjectNode of(JsonNode spec) {
        ObjectNode sections = Json.MAPPER.createObjectNode();
        for (String name : SECTIONS) {
            JsonNode section = spec.path(name);
            if (section.isObject()) {
                sections.set(name, present(section));
            } else if (!section.isMissingNode()) {
                sections.set(name, section);
            }
        }
        if (sections.get("eventStream") instanceof ObjectNode stream) {
            stream.remove(SEQUENCE);
        }
        return sections;
    }

    /** -1 if it says none. */
    static long sequence(JsonNode spec) {
        return spec.path("eventStream").path(SEQUENCE).asLong(-1);
    }

    private static ObjectNode present(JsonNode section) {
        ObjectNode present = Json.MAPPER.createObjectNode();
        for (Map.Entry<String, JsonNode> field : section.properties()) {
            if (!field.getValue().isNull()) {
                present.set(field.getKey(), field.getValue());
            }
        }
        return present;
    }
}
