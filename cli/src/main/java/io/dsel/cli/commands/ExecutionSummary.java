package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import io.dsel.cli.text.Times;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An execution's aggregate as lines of {@code name  value}: its summary, what it refers to, its counts. */
final class ExecutionSummary {
    private ExecutionSummary() {}

    /** @param aggregate its spec; a JSON null gives no text */
    static String text(JsonNode aggregate, Style style, Times times) {
        Map<String, String> lines = new LinkedHashMap<>();
        aggregate.path("summary").properties().forEach(field -> add(lines, field.getKey(), field.getValue(), times));
        aggregate.path("references").properties().forEach(field -> add(lines, field.getKey(), field.getValue(), times));
        JsonNode stream = aggregate.path("eventStream");
        add(lines, "events", stream.path("totalEvents"), times);
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) -> text.append(style.heading(name))
                .append(" ".repeat(width - name.length() + 3))
                .append(style.outcome(value))
                .append(System.lineSeparator()));
        return text.isEmpty() ? "" : text.append(System.lineSeparator()).toString();
    }

    private static void add(Map<String, String> lines, String name, JsonNode value, Times times) {
        if (!value.isNull() && !value.isMissingNode() && !value.isEmpty() || value.isValueNode() && !value.isNull()) {
            lines.put(name, Table.plain(text(value, times)));
        }
    }

    static String text(JsonNode value, Times times) {
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(text(item, times)));
            return String.join(", ", items);
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .filter(field -> !field.getValue().isNull())
                    .map(field -> text(field.getValue(), times))
                    .collect(Collectors.joining(" "));
        }
        String text = value.asString("");
        if (text.matches("PT[0-9HMS.]+")) {
            return text.substring("PT".length()).toLowerCase(Locale.ROOT);
        }
        try {
            return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T.*")
                    ? times.showMillis(EventJson.time("time", text))
                    : text;
        } catch (InvalidEventException e) {
            return text;
        }
    }
}
