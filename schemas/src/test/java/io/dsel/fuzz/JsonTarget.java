package io.dsel.fuzz;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import tools.jackson.databind.JsonNode;

/** JSON text, and the event that it may be. */
final class JsonTarget {
    private JsonTarget() {}

    static void run(byte[] input) {
        JsonNode value;
        try {
            value = Json.parse(input);
        } catch (SyntaxException e) {
            return;
        }
        try {
            Event event = EventJson.read(value);
            Property.same(event, EventJson.read(Json.parse(Json.writeBytes(EventJson.write(event)))));
            Property.sameOnTheWire(event);
        } catch (InvalidEventException e) {
            Json.writeBytes(Json.MAPPER.valueToTree(e.violations())); // the answer can be told
        }
    }
}
