package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What a comparison of two generations found, for people: counts where they differ, examples, and the sum. */
final class IndexComparisonText {
    private static final int MOST_COUNTS = 20;

    private IndexComparisonText() {}

    static String of(JsonNode found, Style style) {
        String live = "v" + found.path("live").asInt();
        String other = "v" + found.path("other").asInt();
        return counts(found, live, other, style) + examples(found, style) + fields(found) + sum(found, live, other);
    }

    private static String counts(JsonNode found, String live, String other, Style style) {
        Table table = new Table(
                        style, "INDEX", "MONTH", "KIND", live.toUpperCase(Locale.ROOT), other.toUpperCase(Locale.ROOT))
                .paint(2, style::name);
        found.path("counts")
                .valueStream()
                .filter(count ->
                        count.path("live").asLong() != count.path("other").asLong())
                .limit(MOST_COUNTS)
                .forEach(count -> table.row(
                        count.path("index").asString(""),
                        count.path("month").asString(""),
                        count.path("kind").asString(""),
                        count.path("live").asString(),
                        count.path("other").asString()));
        return table.isEmpty() ? "" : table.text() + System.lineSeparator();
    }

    private static String examples(JsonNode found, Style style) {
        Table table = new Table(style, "DIFFERENCE", "INDEX", "DOCUMENT", "FIELDS").paint(2, style::name);
        found.path("examples")
                .forEach(example -> table.row(
                        example.path("difference").asString(""),
                        example.path("index").asString(""),
                        example.path("id").asString(""),
                        example.path("fields")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.joining(", "))));
        return table.isEmpty() ? "" : table.text() + System.lineSeparator();
    }

    private static String fields(JsonNode found) {
        String fields = found.path("fields").properties().stream()
                .map(field -> String.format(
                        Locale.ROOT,
                        "%s in %,d",
                        field.getKey(),
                        field.getValue().asLong()))
                .collect(Collectors.joining(", "));
        return fields.isEmpty() ? "" : "Fields that differ: " + fields + "." + System.lineSeparator();
    }

    private static String sum(JsonNode found, String live, String other) {
        long documents = found.path("documents").asLong();
        return found.path("equal").asBoolean(false)
                ? String.format(Locale.ROOT, "%s equals %s in %,d documents.%n", other, live, documents)
                : String.format(
                        Locale.ROOT,
                        "%s is not %s: of %,d documents %,d are missing, %,d are different; %,d are there besides.%n",
                        other,
                        live,
                        documents,
                        found.path("missing").asLong(),
                        found.path("different").asLong(),
                        found.path("extra").asLong());
    }
}
