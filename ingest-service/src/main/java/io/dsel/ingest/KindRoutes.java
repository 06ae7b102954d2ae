package io.dsel.ingest;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violations;
import io.dsel.service.HttpServer;
import io.dsel.topic.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Which kinds there are, and room for new ones. */
final class KindRoutes {
    private static final int MOST_BYTES = 1 << 20;

    private final EventLog log;
    private final KindLog kinds;
    private final Admission admission;

    KindRoutes(EventLog log, KindLog kinds, Admission admission) {
        this.log = log;
        this.kinds = kinds;
        this.admission = admission;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/v1/kinds", this::get);
        routes.post("/v1/kinds", this::post);
    }

    private void get(Context ctx) {
        HttpServer.json(ctx, KindCatalogue.of(log.topics(), kinds.kinds(), kinds.aggregates()));
    }

    private void post(Context ctx) throws IOException, InterruptedException {
        List<EventKind> kinds;
        try (Admission.Ticket ticket = admission.ticket()) {
            kinds = eventKinds(RequestBody.read(ctx, MOST_BYTES, ticket));
        }
        Set<String> created = kinds.isEmpty() ? Set.of() : log.createTopics(kinds);
        Set<String> existing = kinds.stream().map(Topics::of).collect(Collectors.toCollection(TreeSet::new));
        existing.removeAll(created);
        HttpServer.json(ctx, Map.of("created", new TreeSet<>(created), "existing", existing));
    }

    /** @throws InvalidEventException naming each element that is no kind that may be written */
    private static List<EventKind> eventKinds(RequestBody body) {
        if (!body.single()) {
            throw new InvalidEventException("the body", "is not one object with eventKinds");
        }
        return eventKinds(body.items().getFirst());
    }

    /** @throws InvalidEventException naming each element that is no kind that may be written */
    static List<EventKind> eventKinds(JsonNode document) {
        JsonNode names = document.path("eventKinds");
        if (!names.isArray()) {
            throw new InvalidEventException("eventKinds", "is required, an array of names such as WidgetAppliedEvent");
        }
        Violations wrong = new Violations();
        List<EventKind> kinds = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            try {
                kinds.add(eventKind(names.get(i)));
            } catch (InvalidEventException e) {
                wrong.add("eventKinds[" + i + "]", e.problem());
            }
        }
        wrong.throwIfAny();
        return kinds;
    }

    private static EventKind eventKind(JsonNode name) {
        EventKind kind = EventKind.parse(name.asString(""));
        if (kind.isAggregate()) {
            throw new InvalidEventException("kind", kind + " is derived from events, not written");
        }
        return kind;
    }
}
