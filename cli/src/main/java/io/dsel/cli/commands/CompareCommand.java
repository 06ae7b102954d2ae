package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.UnifiedDiff;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what a request sent against what was saved of it. */
@Command(
        name = "compare",
        description = {
            "Show what a request sent against what the system saved: of each of its outcomes the intent that it names,"
                    + " with its comment, and how the saved object differs from the sent one.",
            "An intent is stored only where it says what the outcome does not."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel compare req-5678",
            "  dsel compare $(dsel history artifact vpc --app shop --limit 1 --full -o json | jq -r '.[].meta.correlationId')",
            "  dsel compare req-5678 -o json",
        })
public final class CompareCommand implements Callable<Integer> {
    private static final int CONTEXT = 3;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "REQUEST", description = "The request's id: the correlationId of its events.")
    private String request;

    @Mixin
    private Services services;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "yaml or json: intents and outcomes in full (default: a text).")
    private Format format;

    @Mixin
    private Reading reading;

    /** @param document both in full */
    private record Pair(Optional<EventView> intent, EventView outcome, ObjectNode document) {}

    public CompareCommand() {
        this(Surroundings.ofProcess());
    }

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        Url url = reading.on(Url.of("v1", "events")
                .with("correlation", request)
                .with("order", "asc")
                .with("full", true));
        try (Api gateway = services.gateway()) {
            Paging events = Paging.of(gateway, url, 0);
            screen.remarkOn(events.receipt());
            List<Pair> pairs = pairs(events.items());
            if (pairs.isEmpty()) {
                throw new CliException(ExitCode.FAILED, "There is no event of request " + request + ".");
            }
            if (format != null) {
                screen.documents(
                        format, pairs.stream().<JsonNode>map(Pair::document).toList());
            } else {
                pairs.forEach(pair -> show(pair, screen));
            }
        }
        return ExitCode.OK;
    }

    private static List<Pair> pairs(List<JsonNode> items) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        items.forEach(item -> byId.put(item.path("eventId").asString(""), item.path("event")));
        List<JsonNode> named = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode event : byId.values()) {
            JsonNode cause = byId.get(event.path("meta").path("causationId").asString(""));
            if (cause != null && isOfOneObject(cause, event)) {
                named.add(cause);
                pairs.add(pair(cause, event));
            }
        }
        byId.values().stream()
                .filter(event -> !named.contains(event)
                        && pairs.stream()
                                .noneMatch(
                                        pair -> pair.document().path("outcome").equals(event)))
                .forEach(event -> pairs.add(pair(null, event)));
        return pairs;
    }

    private static boolean isOfOneObject(JsonNode left, JsonNode right) {
        return left.path("meta").path("name").equals(right.path("meta").path("name"))
                && left.path("meta").path("appId").equals(right.path("meta").path("appId"));
    }

    /** @param intent null for none */
    private static Pair pair(JsonNode intent, JsonNode outcome) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.set("intent", intent);
        document.set("outcome", outcome);
        return new Pair(Optional.ofNullable(intent).map(EventView::of), EventView.of(outcome), document);
    }

    private void show(Pair pair, Screen screen) {
        EventView outcome = pair.outcome();
        screen.line(outcome.kind().objectKind().toLowerCase(Locale.ROOT) + "/" + outcome.meta("name") + " "
                + outcome.kind().action().toLowerCase(Locale.ROOT) + " "
                + screen.times().showMillis(outcome.time()) + " by " + outcome.meta("userId") + " (event "
                + outcome.meta("eventId") + ")");
        if (pair.intent().isEmpty()) {
            screen.line("  no intent is stored: the outcome says all that the request said");
            return;
        }
        EventView intent = pair.intent().get();
        comment(pair.document().path("intent")).ifPresent(comment -> screen.line("  " + comment));
        if (intent.state().equals(outcome.state())) {
            screen.line("  saved as it was sent");
        } else {
            screen.print(UnifiedDiff.text(side("sent", intent), side("saved", outcome), CONTEXT, screen.style()));
        }
    }

    private static Optional<String> comment(JsonNode intent) {
        JsonNode spec = intent.path("spec");
        String comment = spec.path("comment")
                .asString(spec.path("metadata").path("comment").asString(""));
        return Optional.of(comment).filter(text -> !text.isEmpty());
    }

    private static UnifiedDiff.Side side(String what, EventView event) {
        return new UnifiedDiff.Side(
                what, event.meta("eventId"), Yaml.write(event.state()).lines().toList());
    }
}
