package io.dsel.event;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Which characters text may hold. */
final class Characters {
    private static final String HALF_A_PAIR = "has half a surrogate pair, which is no character";

    private Characters() {}

    /** What is wrong with the characters of a name: control characters have no place there. */
    static Optional<String> problem(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (Character.isISOControl(name.charAt(i))) {
                return Optional.of("has a control character");
            }
        }
        return isUnicode(name) ? Optional.empty() : Optional.of(HALF_A_PAIR);
    }

    /** Half a surrogate pair has no UTF-8, so it would come back as a question mark: refused wherever it stands. */
    static void check(JsonNode json, String path, Violations wrong) {
        if (json.isString() && !isUnicode(json.stringValue())) {
            wrong.add(path, HALF_A_PAIR);
        } else if (json.isArray()) {
            for (int i = 0; i < json.size(); i++) {
                check(json.get(i), path + "[" + i + "]", wrong);
            }
        } else if (json.isObject()) {
            json.forEachEntry((name, value) -> {
                if (!isUnicode(name)) {
                    wrong.add(path, "has a field whose name " + HALF_A_PAIR);
                }
                check(value, path + "." + name, wrong);
            });
        }
    }

    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
