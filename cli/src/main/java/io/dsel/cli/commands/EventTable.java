package io.dsel.cli.commands;

import io.dsel.cli.text.Table;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Events of several objects, a line each. */
final class EventTable {
    private EventTable() {}

    /** @param items as the services list events */
    static Table of(List<JsonNode> items, Screen screen) {
        Table table = new Table(screen.style(), "WHEN", "EVENT", "APP", "NAME", "WHO", "EVENT ID")
                .paint(3, screen.style()::name);
        for (JsonNode item : items) {
            table.row(
                    screen.times().showMillis(EventView.time(item.path("timestamp"))),
                    item.path("kind").asString(""),
                    item.path("appId").asString(""),
                    item.path("name").asString(""),
                    item.path("userId").asString(""),
                    item.path("eventId").asString(""));
        }
        return table;
    }
}
