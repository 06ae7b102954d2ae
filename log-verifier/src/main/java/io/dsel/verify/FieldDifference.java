package io.dsel.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * A field in which two documents differ.
 *
 * @param path with dots
 * @param log its value as the log has it, as text; empty if there is none
 * @param found the same of the other
 */
record FieldDifference(String path, String log, String found) {
    /** Characters of a value that are shown. */
    private static final int MOST = 200;

    /** All of them, by path; objects are gone into, arrays are compared as wholes unless they are of one length. */
    static List<FieldDifference> between(JsonNode log, JsonNode found) {
        List<FieldDifference> all = new ArrayList<>();
        compare("", log, found, all);
        return all;
    }

    private static void compare(String path, JsonNode log, JsonNode found, List<FieldDifference> to) {
        if (log.isObject() && found.isObject()) {
            Set<String> names = new TreeSet<>(log.propertyNames());
            names.addAll(found.propertyNames());
            for (String name : names) {
                compare(path.isEmpty() ? name : path + "." + name, log.path(name), found.path(name), to);
            }
        } else if (log.isArray() && found.isArray() && log.size() == found.size()) {
            for (int i = 0; i < log.size(); i++) {
                compare(path + "[" + i + "]", log.get(i), found.get(i), to);
            }
        } else if (log.isMissingNode() != found.isMissingNode() || Content.of(log) != Content.of(found)) {
            to.add(new FieldDifference(path, text(log), text(found)));
        }
    }

    private static String text(JsonNode value) {
        String text = value.isMissingNode() ? "" : value.isString() ? value.stringValue() : value.toString();
        return text.length() <= MOST ? text : text.substring(0, MOST) + "…";
    }
}
