package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import io.dsel.cli.text.Times;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A state as YAML with, before each line that says a value, the event that set it. */
final class BlameText {
    private static final int SHORT_ID = 8;

    private final Iterator<JsonNode> fields;
    /** For each line of the YAML, the field that it says; null where it only opens what follows. */
    private final List<JsonNode> lines = new ArrayList<>();

    private BlameText(List<JsonNode> fields) {
        this.fields = fields.iterator();
    }

    /** @param fields of the state, one for each value, in its order */
    static String of(JsonNode state, List<JsonNode> fields, Times times, Style style) {
        BlameText blame = new BlameText(fields);
        blame.visit(state, lines(state));
        int id = idLength(fields);
        int who = fields.stream().mapToInt(field -> user(field).length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        Iterator<JsonNode> line = blame.lines.iterator();
        Yaml.write(state).lines().forEach(yaml -> {
            JsonNode field = line.hasNext() ? line.next() : null;
            String before = field == null
                    ? " ".repeat(times.show(Instant.EPOCH).length() + who + id + 4)
                    : times.show(EventView.time(field.path("timestamp"))) + "  " + padded(user(field), who) + "  "
                            + padded(shortened(eventId(field), id), id);
            text.append(style.dim(before + " | ")).append(yaml).append(System.lineSeparator());
        });
        return text.toString();
    }

    /** Lays out a value that takes that many lines. */
    private void visit(JsonNode value, int size) {
        if (!value.isContainer() || value.isEmpty()) {
            add(fields.hasNext() ? fields.next() : null, size);
        } else if (value.isObject()) {
            value.forEachEntry((name, field) -> {
                int whole = lines(Json.MAPPER.createObjectNode().set(name, field));
                boolean opens = field.isContainer() && !field.isEmpty();
                int inner = opens ? lines(field) : whole;
                add(null, whole - inner);
                visit(field, inner);
            });
        } else {
            value.forEach(element ->
                    visit(element, lines(Json.MAPPER.createArrayNode().add(element))));
        }
    }

    private void add(JsonNode field, int count) {
        for (int i = 0; i < count; i++) {
            lines.add(field);
        }
    }

    private static int lines(JsonNode value) {
        return (int) Yaml.write(value).lines().count();
    }

    /** The least, from eight on, that tells the events apart. */
    private static int idLength(List<JsonNode> fields) {
        Set<String> ids = fields.stream().map(BlameText::eventId).collect(Collectors.toSet());
        int longest = ids.stream().mapToInt(String::length).max().orElse(0);
        int length = SHORT_ID;
        while (length < longest && distinct(ids, length) < ids.size()) {
            length++;
        }
        return Math.min(length, longest);
    }

    private static long distinct(Set<String> ids, int length) {
        return ids.stream().map(id -> shortened(id, length)).distinct().count();
    }

    private static String shortened(String id, int length) {
        return id.length() <= length ? id : id.substring(0, length);
    }

    private static String eventId(JsonNode field) {
        return Table.plain(field.path("eventId").asString(""));
    }

    private static String user(JsonNode field) {
        return Table.plain(field.path("userId").asString(""));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
