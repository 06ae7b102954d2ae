package io.dsel.cli.commands;

import io.dsel.cli.api.Feed;
import io.dsel.cli.api.ServerSentEvents.Message;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Lines;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Prints what a watch brings: a line, a line of JSON or a YAML document for each event; what breaks, to standard error. */
final class WatchOutput implements Feed.Listener {
    private final Screen screen;
    private final Format format;
    private final Lines table;
    private final Function<EventView, String[]> cells;
    private final int most;
    private final Deque<JsonNode> held = new ArrayDeque<>();
    private int holds;
    private int printed;

    /**
     * @param cells of an event's line
     * @param most events after which to end; 0 for none
     * @param holds how many of the events of history to print, the last; -1 for all as they come
     */
    WatchOutput(Screen screen, Format format, Lines table, Function<EventView, String[]> cells, int most, int holds) {
        this.screen = screen;
        this.format = format;
        this.table = table;
        this.cells = cells;
        this.most = most;
        this.holds = holds;
    }

    @Override
    public boolean took(Message message) {
        switch (message.name()) {
            case "live" -> releaseHeld();
            case "unreadable" -> {
                JsonNode unreadable = Json.parse(message.data());
                screen.error("passed over a record that is no event, at "
                        + position(unreadable.path("position")) + ": "
                        + unreadable.path("reason").asString(""));
            }
            case "gap" -> {
                JsonNode gap = Json.parse(message.data());
                screen.error("the log no longer has " + gap.path("topic").asString("") + "/"
                        + gap.path("partition").asInt() + " from " + gap.path("from") + " to " + gap.path("to"));
            }
            default -> take(Json.parse(message.data()));
        }
        return most == 0 || printed < most;
    }

    @Override
    public void broke(String reason) {
        screen.remark("Broken off: " + reason + ". Trying to go on …");
    }

    @Override
    public void back() {
        screen.remark("Back, and going on where it broke.");
    }

    private void take(JsonNode event) {
        if (holds < 0) {
            print(event);
            return;
        }
        held.add(event);
        if (holds > 0 && held.size() > holds) {
            held.poll();
        }
    }

    /** History is over: what comes from here on is printed as it comes. */
    private void releaseHeld() {
        held.forEach(this::print);
        held.clear();
        holds = -1;
    }

    private void print(JsonNode event) {
        switch (format) {
            case JSON -> screen.line(Json.write(event));
            case YAML -> screen.print((printed > 0 ? "---\n" : "") + Yaml.write(event));
            case TABLE -> {
                if (printed == 0) {
                    screen.line(table.heading());
                }
                screen.line(table.row(cells.apply(EventView.of(event))));
            }
        }
        printed++;
    }

    private static String position(JsonNode position) {
        return position.path("topic").asString("") + "/"
                + position.path("partition").asInt() + "/"
                + position.path("offset").asLong();
    }
}
