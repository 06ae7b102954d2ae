package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Problem;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Finds what people mean: the kind by its name, the application by the object's. */
record Finder(Api gateway) {
    /** The application of what belongs to none, such as an execution's aggregate. */
    private static final String NO_APP = "_";

    private static final int SHOWN = 10;

    /** @throws CliException if there is no such kind */
    String kind(String typed) {
        return KindNames.of(gateway.get(Url.of("v1", "kinds")).orFail()).find(typed);
    }

    /** Also the kind of an event, such as {@code ArtifactAppliedEvent}. @throws CliException if there is no such kind */
    String kindOrEventKind(String typed) {
        return KindNames.withEvents(gateway.get(Url.of("v1", "kinds")).orFail()).find(typed);
    }

    /**
     * @param app null to look in all
     * @throws CliException if no application, or more than one, has an object of that name
     */
    EntityKey object(String kind, String name, String app) {
        if (app != null) {
            return new EntityKey(kind, app, name);
        }
        if (EventKind.isAggregate(kind)) {
            return new EntityKey(kind, NO_APP, name);
        }
        List<String> apps = list(kind, null).stream()
                .filter(item -> item.path("name").asString("").equals(name))
                .map(item -> item.path("appId").asString(""))
                .distinct()
                .toList();
        if (apps.isEmpty()) {
            throw new CliException(
                    ExitCode.FAILED,
                    "there is no " + kind + " '" + name + "' in any application; dsel get " + kind
                            + " lists those there are");
        }
        if (apps.size() > 1) {
            throw new CliException(ExitCode.FAILED, ambiguous(kind, name, apps));
        }
        return new EntityKey(kind, apps.getFirst(), name);
    }

    /** Every object of a kind, deleted ones too, as the store lists them. */
    List<JsonNode> list(String kind, String app) {
        return Paging.of(gateway, listing(kind, app), 0).items();
    }

    static Url listing(String kind, String app) {
        return Url.of("v1", "kinds", kind, "objects").with("app", app);
    }

    static Url url(EntityKey object) {
        return Url.of("v1", "objects", object.kind(), object.appId(), object.name());
    }

    /** Why there is no state: what the service says, or who deleted the object when. @param hint what to do then */
    static CliException absent(EntityKey object, Problem problem, Screen screen, String hint) {
        JsonNode deletion = problem.document().path("event");
        if (!problem.type().equals("deleted") || !deletion.isObject()) {
            return new CliException(ExitCode.FAILED, problem.text());
        }
        EventView view = EventView.of(deletion);
        return new CliException(
                ExitCode.FAILED,
                object + " was deleted " + screen.times().show(view.time()) + " by " + view.meta("userId")
                        + "; its last state: " + hint);
    }

    private static String ambiguous(String kind, String name, List<String> apps) {
        String shown = apps.stream().sorted().limit(SHOWN).collect(Collectors.joining("\n  --app "));
        return kind + " '" + name + "' is in " + apps.size() + " applications; say which:\n  --app " + shown
                + (apps.size() > SHOWN ? "\n  and " + (apps.size() - SHOWN) + " more" : "");
    }
}
