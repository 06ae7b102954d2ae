package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A replay's plan as a table: by partition, or by topic where there are many, the largest first. */
final class PlanText {
    private static final int MOST_PARTITIONS = 24;
    private static final int MOST_TOPICS = 20;

    private PlanText() {}

    static String of(JsonNode plan, Style style) {
        List<JsonNode> moves = plan.path("partitions").valueStream().toList();
        if (moves.isEmpty()) {
            return "Nothing to read again: " + plan.path("group").asString("the group")
                    + " is not beyond that place in any partition." + System.lineSeparator();
        }
        Map<String, List<JsonNode>> topics = new LinkedHashMap<>();
        moves.forEach(move -> topics.computeIfAbsent(move.path("topic").asString(""), topic -> new ArrayList<>())
                .add(move));
        String table = deletions(plan)
                + (moves.size() <= MOST_PARTITIONS ? byPartition(moves, style) : byTopic(topics, style));
        return table
                + String.format(
                        Locale.ROOT,
                        "%n%s reads %,d records again, in %d partition(s) of %d topic(s).%n",
                        plan.path("group").asString("The group"),
                        plan.path("records").asLong(),
                        moves.size(),
                        topics.size());
    }

    /** What goes before anything is read, so that it is seen before somebody says yes. */
    private static String deletions(JsonNode plan) {
        if (!plan.path("rebuild").asBoolean(false)) {
            return "";
        }
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "The state stores of every instance are emptied, and %d topic(s) that hold nothing else are deleted:%n",
                plan.path("deleted").size()));
        plan.path("deleted")
                .forEach(topic -> text.append("  ").append(topic.asString("")).append(System.lineSeparator()));
        return text.append(System.lineSeparator()).toString();
    }

    private static String byPartition(List<JsonNode> moves, Style style) {
        Table table = new Table(style, "TOPIC", "PARTITION", "FROM", "TO", "RECORDS").paint(0, style::name);
        moves.forEach(move -> table.row(
                move.path("topic").asString(""),
                move.path("partition").asString(),
                move.path("from").asString(),
                move.path("to").asString(),
                move.path("records").asString()));
        return table.text();
    }

    private static String byTopic(Map<String, List<JsonNode>> topics, Style style) {
        Table table = new Table(style, "TOPIC", "PARTITIONS", "RECORDS").paint(0, style::name);
        topics.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<String, List<JsonNode>> topic) -> records(topic.getValue()))
                        .reversed())
                .limit(MOST_TOPICS)
                .forEach(topic -> table.row(
                        topic.getKey(),
                        Integer.toString(topic.getValue().size()),
                        Long.toString(records(topic.getValue()))));
        int left = topics.size() - MOST_TOPICS;
        return table.text()
                + (left > 0 ? "and " + left + " more topics (-o json lists all)" + System.lineSeparator() : "");
    }

    private static long records(List<JsonNode> moves) {
        return moves.stream().mapToLong(move -> move.path("records").asLong()).sum();
    }
}
