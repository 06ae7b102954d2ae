package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A page of a search for people: a line an event, what matched under it, and how much there is by kind, app and user. */
final class SearchResults {
    private static final int COUNTS_SHOWN = 5;
    private static final int MATCH_LENGTH = 160;

    private SearchResults() {}

    static void print(JsonNode answer, Screen screen) {
        List<JsonNode> items = answer.path("items").valueStream().toList();
        long total = answer.path("total").asLong();
        if (items.isEmpty()) {
            screen.line(total == 0 ? "Nothing found." : "Nothing more; " + total + " in all.");
            return;
        }
        Table table =
                new Table(screen.style(), "WHEN", "EVENT", "APP", "NAME", "WHO", "AGE").paint(3, screen.style()::name);
        for (JsonNode item : items) {
            EventView event = EventView.of(item.path("event"));
            table.row(
                    screen.times().show(event.time()),
                    event.document().path("kind").asString(""),
                    event.meta("appId"),
                    event.meta("name"),
                    event.meta("userId"),
                    screen.times().age(event.time()));
        }
        List<String> lines = table.text().lines().toList();
        screen.line(lines.getFirst());
        for (int i = 0; i < items.size(); i++) {
            screen.line(lines.get(i + 1));
            String match = match(items.get(i).path("highlight"), screen.style());
            if (!match.isEmpty()) {
                screen.line("    " + match);
            }
        }
        screen.line("");
        screen.line(items.size() + " of " + total + counts(answer.path("facets")));
        if (!answer.path("next").isNull() && answer.path("next").isString()) {
            screen.remark("There are more: --limit N, or --after "
                    + answer.path("next").asString());
        }
    }

    /** The first fragment that matched, the words themselves painted. */
    private static String match(JsonNode highlight, Style style) {
        String fragment = Table.plain(highlight.path(0).asString("")).strip();
        StringBuilder text = new StringBuilder();
        int shown = 0;
        int at = 0;
        while (at < fragment.length() && shown < MATCH_LENGTH) {
            int open = fragment.indexOf("<em>", at);
            int close = open < 0 ? -1 : fragment.indexOf("</em>", open);
            if (close < 0) {
                text.append(style.dim(fragment.substring(at)));
                break;
            }
            text.append(open > at ? style.dim(fragment.substring(at, open)) : "");
            text.append(style.match(fragment.substring(open + "<em>".length(), close)));
            shown += close - at - "<em>".length();
            at = close + "</em>".length();
        }
        return text.toString();
    }

    private static String counts(JsonNode facets) {
        List<String> parts = new ArrayList<>();
        facets.properties().forEach(facet -> {
            String counts = facet.getValue().properties().stream()
                    .limit(COUNTS_SHOWN)
                    .map(value ->
                            Table.plain(value.getKey()) + " " + value.getValue().asLong())
                    .collect(Collectors.joining(", "));
            int left = facet.getValue().size() - COUNTS_SHOWN;
            if (!counts.isEmpty()) {
                parts.add(facet.getKey() + ": " + counts + (left > 0 ? ", …" : ""));
            }
        });
        return parts.isEmpty() ? "" : System.lineSeparator() + String.join(System.lineSeparator(), parts);
    }
}
