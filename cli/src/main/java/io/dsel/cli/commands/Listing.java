package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Receipt;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.event.EntityKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The objects of a kind, as a table of their heads, or each in full.
 *
 * @param events whether to print whole events rather than the objects alone
 * @param wish how each object is read, where they are read one by one
 */
record Listing(Api gateway, Screen screen, Format format, boolean events, UnaryOperator<Url> wish) {
    /** Reads under way at once, where each object is read by itself. */
    private static final int READERS = 16;

    /**
     * @param url of the listing
     * @param now whether the objects are wanted as they are now, as the listing has them
     * @param deleted whether to list deleted objects too
     */
    int print(Url url, boolean now, boolean deleted) {
        Paging listing = Paging.of(gateway, url, 0);
        if (now && format == Format.TABLE) {
            screen.remarkOn(listing.receipt());
            table(listing.items().stream()
                    .filter(item -> deleted || !item.path("deleted").asBoolean(false))
                    .toList());
            return ExitCode.OK;
        }
        List<Found> found = read(listing.items(), deleted);
        screen.remarkOn(found.stream().map(Found::receipt).reduce(listing.receipt(), Receipt::and));
        List<JsonNode> objects = found.stream().map(Found::event).toList();
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

    private record Found(JsonNode event, Receipt receipt) {}

    private List<Found> read(List<JsonNode> items, boolean deleted) {
        try (ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            List<Future<Optional<Found>>> reads = items.stream()
                    .map(item -> readers.submit(() -> read(item, deleted)))
                    .toList();
            List<Found> events = new ArrayList<>();
            for (Future<Optional<Found>> read : reads) {
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
    private Optional<Found> read(JsonNode item, boolean deleted) {
        EntityKey key = EntityKey.parse(item.path("entity").asString(""));
        return switch (gateway.get(wish.apply(Finder.url(key)))) {
            case Answer.Done done -> Optional.of(new Found(done.body().path("event"), done.receipt()));
            case Answer.Refused refused ->
                switch (refused.problem().type()) {
                    case "not-found" -> Optional.empty();
                    case "deleted" ->
                        deleted
                                ? Optional.of(
                                        new Found(refused.problem().document().path("event"), Receipt.NONE))
                                : Optional.empty();
                    default ->
                        throw new CliException(
                                ExitCode.FAILED, refused.problem().text());
                };
        };
    }
}
