package io.dsel.gateway.compare;

import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** States of the shape that manifests have, small enough that two of them have much in common. */
final class RandomStates {
    private static final List<String> FIELDS =
            List.of("name", "id", "spec", "labels", "a.b/c", "with \"quotes\"", "x=y", "", "[0]", "ünï");

    private final Random random;

    RandomStates(Random random) {
        this.random = random;
    }

    ObjectNode next() {
        return object(3);
    }

    /** The same with a few differences, or none. */
    JsonNode changed(JsonNode state) {
        if (random.nextInt(12) == 0) {
            return value(2);
        }
        if (state.isObject()) {
            ObjectNode object = Json.MAPPER.createObjectNode();
            state.forEachEntry((name, value) -> {
                if (random.nextInt(10) > 0) {
                    object.set(name, changed(value));
                }
            });
            if (random.nextInt(8) == 0) {
                object.set(field(), value(1));
            }
            return object;
        }
        return state.isArray() ? changedList(state) : state;
    }

    private ArrayNode changedList(JsonNode list) {
        List<JsonNode> elements = new ArrayList<>();
        list.forEach(element -> {
            if (random.nextInt(8) > 0) {
                elements.add(changed(element));
            }
        });
        if (random.nextInt(4) == 0) {
            Collections.shuffle(elements, random);
        }
        if (random.nextInt(4) == 0) {
            elements.add(random.nextInt(elements.size() + 1), named("new" + random.nextInt(3)));
        }
        return Json.MAPPER.createArrayNode().addAll(elements);
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 8)) {
            case 0 -> Json.parse("\"" + "abc".charAt(random.nextInt(3)) + "\"");
            case 1 ->
                Json.parse(List.of("1", "1.0", "1.00", "-7", "12345678901").get(random.nextInt(5)));
            case 2 -> Json.parse(List.of("true", "false", "null").get(random.nextInt(3)));
            case 3 -> random.nextBoolean() ? Json.parse("[]") : Json.parse("{}");
            case 4 -> list(depth - 1);
            case 5 -> keyed(depth - 1);
            default -> object(depth - 1);
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = Json.MAPPER.createObjectNode();
        for (int i = random.nextInt(6); i > 0; i--) {
            object.set(field(), value(depth));
        }
        return object;
    }

    private ArrayNode list(int depth) {
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            list.add(value(depth));
        }
        return list;
    }

    private ArrayNode keyed(int depth) {
        List<Integer> names = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
        Collections.shuffle(names, random);
        ArrayNode list = Json.MAPPER.createArrayNode();
        for (int name : names.subList(0, random.nextInt(names.size()))) {
            list.add(named(List.of("web", "db", "a.b]", "quo\"te", "5", "x y").get(name))
                    .set("value", value(depth)));
        }
        return list;
    }

    private ObjectNode named(String name) {
        return Json.MAPPER.createObjectNode().put("name", name);
    }

    private String field() {
        return FIELDS.get(random.nextInt(FIELDS.size()));
    }
}
