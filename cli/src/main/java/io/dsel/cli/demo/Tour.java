package io.dsel.cli.demo;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Url;
import io.dsel.cli.demo.Day.Failure;
import io.dsel.event.EventJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Five commands worth typing, of what there is to see. */
final class Tour {
    private Tour() {}

    /** @param words of the command behind {@code dsel}, each by itself */
    record Stop(String why, List<String> words) {
        Stop(String why, String... words) {
            this(why, List.of(words));
        }

        /** As one types it. */
        String text() {
            return String.join(
                    " ",
                    words.stream()
                            .map(word -> word.matches("[A-Za-z0-9_./:@=+-]+")
                                    ? word
                                    : "'" + word.replace("'", "'\\''") + "'")
                            .toList());
        }
    }

    /** An object with a history, that an import brought. */
    record Imported(String kind, String app, String name) {}

    static List<Stop> of(Failure failure, Optional<Imported> imported) {
        List<Stop> stops = new ArrayList<>();
        stops.add(new Stop("What runs, who left it so, and when?", "get", "deployments", "--app", failure.app()));
        stops.add(new Stop("A roll-out failed. What happened in it?", "execution", failure.run()));
        stops.add(new Stop(
                "Has that happened before? Search every state there ever was.",
                "search",
                "out of memory",
                "--from",
                "1d"));
        stops.add(new Stop(
                "What was the state at that very moment?",
                "get",
                "deployment",
                failure.deployment(),
                "--app",
                failure.app(),
                "--as-of",
                EventJson.time(failure.time()),
                "-o",
                "yaml"));
        stops.add(imported.map(object -> new Stop(
                        "The imported history: who changed this object, and in which commit?",
                        "history",
                        object.kind(),
                        object.name(),
                        "--app",
                        object.app(),
                        "--limit",
                        "8"))
                .orElseGet(() -> new Stop(
                        "And everything that ever happened to it?",
                        "history",
                        "deployment",
                        failure.deployment(),
                        "--app",
                        failure.app(),
                        "--limit",
                        "8")));
        return stops;
    }

    /** An object of the kind and the application that an import brought most of; empty where there was none. */
    static Optional<Imported> imported(Api gateway) {
        Url all = Url.of("v1", "search").with("limit", 1);
        List<String> open = gateway.get(Url.of("v1", "kinds"))
                .orFail()
                .path("kinds")
                .valueStream()
                .filter(kind -> kind.path("schema").asString("").equals("open"))
                .map(kind -> kind.path("objectKind").asString(""))
                .toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        JsonNode newest = gateway.get(all.withEach("kind", open)).orFail();
        Optional<String> app = newest.at("/facets/appId").properties().stream()
                .map(count -> count.getKey())
                .findFirst();
        if (app.isEmpty()) {
            return Optional.empty();
        }
        JsonNode event = gateway.get(all.withEach("kind", open).with("app", app.get()))
                .orFail()
                .at("/items/0/event");
        String kind = EventJson.kind(event.path("kind").asString(""), (ObjectNode) event.path("spec"))
                .objectKind();
        return Optional.of(new Imported(kind, app.get(), event.at("/meta/name").asString("")));
    }
}
