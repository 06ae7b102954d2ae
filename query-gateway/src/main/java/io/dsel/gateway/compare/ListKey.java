package io.dsel.gateway.compare;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What tells the elements of a list of objects apart, so that they are compared with themselves wherever they stand. */
final class ListKey {
    private static final List<String> KEYS = List.of("name", "id");

    private ListKey() {}

    /** The first key that every element of each list has, with a value of its own within its list. */
    static Optional<String> of(JsonNode... lists) {
        return KEYS.stream().filter(key -> isKeyOfAll(key, lists)).findFirst();
    }

    /** The key's value as text; null if the element has none that can be one. */
    static String text(JsonNode element, String key) {
        JsonNode value = element.path(key);
        return value.isString() || value.isIntegralNumber() ? value.asString() : null;
    }

    /** The place of each element, by its key. */
    static Map<String, Integer> places(JsonNode list, String key) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            places.put(text(list.get(i), key), i);
        }
        return places;
    }

    private static boolean isKeyOfAll(String key, JsonNode... lists) {
        for (JsonNode list : lists) {
            Map<String, Integer> places = places(list, key);
            if (places.size() < list.size() || places.containsKey(null) || places.containsKey("")) {
                return false;
            }
        }
        return true;
    }
}
