package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/** The objects of a kind, as a table of their heads, or each in full. */
record Listing(Api gateway, Screen screen, Format format, boolean events) {
    /** Reads under way at once, where each object is read by itself. */
    private static final int READERS = 16;

    /**
     * @param app null for all
     * @param asOf null for now
     * @param deleted whether to list deleted objects too
     * @param token null for none
     */
    int print(String kind, String app, Instant asOf, boolean deleted, String token) {
        Paging listing = Paging.of(gateway, Finder.listing(kind, app).with("token", token), 0);
        screen.remarkOn(listing.receipt());
        if (asOf == null && format == Format.TABLE) {
            table(listing.items().stream()
                    .filter(item -> deleted || !item.path("deleted").asBoolean(false))
                    .toList());
            return ExitCode.OK;
        }
        List<JsonNode> objects = read(listing.items(), asOf, deleted);
        if (format == Format.TABLE) {
            Table table = GetCommand.table(objects.stream().map(EventView::of).toList(), screen);
            screen.print(table.isEmpty() ? nothing() : table.text());
        } else {
            screen.documents(
                    format,
                    objects.stream()
                            .map(event -> events ? event : EventView.of(event).state())
                            .toList());
        }
        return ExitCode.OK;
    }

    private void table(List<JsonNode> items) {
        Table table = new Table(screen.style(), "KIND", "APP", "NAME", "WHEN", "WHO", "ACTION", "AGE")
                .paint(2, screen.style()::name)
                .paint(5, screen.style()::outcome);
        for (JsonNode item : items) {
            Instant time = EventView.time(item.path("timestamp"));
            table.row(
                    item.path("kind").asString(""),
                    item.path("appId").asString(""),
                    item.path("name").asString(""),
                    screen.times().show(time),
                    item.path("userId").asString(""),
                    item.path("action").asString(""),
                    screen.times().age(time));
        }
        screen.print(table.isEmpty() ? nothing() : table.text());
    }

    private static String nothing() {
        return "There are none." + System.lineSeparator();
    }

    private List<JsonNode> read(List<JsonNode> items, Instant asOf, boolean deleted) {
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Optional<JsonNode>>> reads = items.stream()
                    .map(item -> readers.submit(() -> read(item, asOf, deleted)))
                    .toList();
            List<JsonNode> events = new ArrayList<>();
            for (Future<Optional<JsonNode>> read : reads) {
                read.get().ifPresent(events::add);
            }
            return events;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }

    /** Empty if the object was not there then. */
    private Optional<JsonNode> read(JsonNode item, Instant asOf, boolean deleted) {
        EntityKey key = EntityKey.parse(item.path("entity").asString(""));
        Answer answer = gateway.get(Finder.url(key).with("asOf", asOf == null ? null : EventJson.time(asOf)));
        if (answer instanceof Answer.Refused refused) {
            return switch (refused.problem().type()) {
                case "not-found" -> Optional.empty();
                case "deleted" ->
                    deleted ? Optional.of(refused.problem().document().path("event")) : Optional.empty();
                default ->
                    throw new CliException(ExitCode.FAILED, refused.problem().text());
            };
        }
        return Optional.of(answer.orFail().path("event"));
    }
}
