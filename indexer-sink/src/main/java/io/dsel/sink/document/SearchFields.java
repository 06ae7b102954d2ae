package io.dsel.sink.document;

import io.dsel.event.Event;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What of an event's spec can be searched, whatever its shape: facets {@code path=value} for exact matches and counts,
 * and one text. Paths of the object begin at the object ({@code spec.version=2.1.0}); those of what the action added
 * begin with {@code event.} ({@code event.validation.overall=SUCCESS}). An array's items share its path.
 *
 * @param facets each once, in the spec's order
 * @param text name, app and user, then every value of the spec, each once, a line each
 * @param truncated whether a facet or a part of the text was left out for its size
 */
record SearchFields(List<String> facets, String text, boolean truncated) {
    /** Beyond these a facet is left out: nobody filters by a script or a certificate, and the text has it. */
    static final int MAX_FACETS = 200;

    static final int MAX_FACET_CHARS = 256;

    /** Longest text; the bulk of a configuration file is found by its beginning. */
    static final int MAX_TEXT_CHARS = 32_768;

    private static final String EVENT = "event";

    static SearchFields of(Event event) {
        Collector collector = new Collector();
        collector.addText(event.meta().name());
        collector.addText(event.meta().appId());
        collector.addText(event.meta().userId());
        if (event.kind().isAggregate()) {
            collector.visit("", event.spec());
            return collector.result();
        }
        String objectField = event.kind().objectField();
        collector.visit("", event.state());
        for (Map.Entry<String, JsonNode> field : event.spec().properties()) {
            if (!field.getKey().equals(objectField)) {
                collector.visit(EVENT + "." + field.getKey(), field.getValue());
            }
        }
        return collector.result();
    }

    private static final class Collector {
        private final List<String> facets = new ArrayList<>();
        private final Set<String> seenFacets = new HashSet<>();
        private final Set<String> seenValues = new HashSet<>();
        private final StringBuilder text = new StringBuilder(512);
        private boolean truncated;

        void visit(String path, JsonNode value) {
            if (value.isObject()) {
                for (Map.Entry<String, JsonNode> field : value.properties()) {
                    visit(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue());
                }
            } else if (value.isArray()) {
                for (JsonNode item : value) {
                    visit(path, item);
                }
            } else {
                String scalar = value.isString() ? value.stringValue() : value.toString();
                addFacet(path, scalar);
                if (!value.isNull()) {
                    addText(scalar);
                }
            }
        }

        SearchFields result() {
            return new SearchFields(facets, text.toString(), truncated);
        }

        private void addFacet(String path, String value) {
            if (path.length() + 1 + value.length() > MAX_FACET_CHARS) {
                truncated = true;
                return;
            }
            String facet = path + "=" + value;
            if (!seenFacets.contains(facet)) {
                if (facets.size() == MAX_FACETS) {
                    truncated = true;
                    return;
                }
                seenFacets.add(facet);
                facets.add(facet);
            }
        }

        private void addText(String value) {
            if (value.isEmpty() || !seenValues.add(value)) {
                return;
            }
            int room = MAX_TEXT_CHARS - text.length() - 1;
            if (room <= 0) {
                truncated = true;
                return;
            }
            if (!text.isEmpty()) {
                text.append('\n');
            }
            if (value.length() <= room) {
                text.append(value);
                return;
            }
            truncated = true;
            text.append(value, 0, Character.isHighSurrogate(value.charAt(room - 1)) ? room - 1 : room);
        }
    }
}
