package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.topic.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a kind. */
final class KindRoutes {
    private final KindScan scan;
    private final LocalScan local;
    private final GroupOffsets log;
    private final ReadAnswers answers;

    KindRoutes(KindScan scan, LocalScan local, GroupOffsets log, ReadAnswers answers) {
        this.scan = scan;
        this.local = local;
        this.log = log;
        this.answers = answers;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/v1/kinds/{kind}/objects", this::objects);
    }

    private void objects(Context ctx) {
        Instant began = answers.now();
        KindPage page = page(ctx);
        ReadWish wish = ReadRoutes.wish(ctx, log);
        KindScan.Found found = wish.forwarded()
                ? new KindScan.Found(local.scan(page, partitions(ctx), wish), Set.of())
                : scan.scan(page, Target.of(ctx, wish.token()), wish);
        ScanPart part = found.part();
        if (part.items().isEmpty() && !wish.forwarded()) {
            requireKnown(page.kind());
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("items").addAll(part.items());
        body.put("next", part.more() ? cursor(part.items().getLast()) : null);
        if (wish.forwarded()) {
            part.partitions().forEach(body.putArray("partitions")::add);
        }
        List<String> missing =
                found.missing().stream().map(number -> "partition " + number).toList();
        answers.ok(body, answers.receipt(part, missing), began).send(ctx);
    }

    private static KindPage page(Context ctx) {
        Optional<String> after = Parameters.cursor(ctx, "after").map(bytes -> new String(bytes, UTF_8));
        KindPage page = new KindPage(ctx.pathParam("kind"), ctx.queryParam("app"), Parameters.limit(ctx), after);
        try {
            page.prefix();
            return page;
        } catch (InvalidEventException e) {
            throw new BadParameterException("app", e.getMessage());
        }
    }

    private static String cursor(JsonNode last) {
        return Parameters.cursor(last.path("entity").stringValue().getBytes(UTF_8));
    }

    private static Set<Integer> partitions(Context ctx) {
        String list = ctx.queryParam("partitions");
        if (list == null) {
            throw new BadParameterException("partitions", "is required of another instance");
        }
        return Arrays.stream(list.split(",")).map(Integer::valueOf).collect(Collectors.toSet());
    }

    /** No object may mean that there is no such kind, which is worth saying. */
    private void requireKnown(String kind) {
        boolean known =
                log.partitions().stream().map(partition -> partition.topic()).anyMatch(topic -> holds(topic, kind));
        if (!known) {
            throw new ProblemException(
                    new Problem(404, "unknown-kind", "Unknown kind", "there are no events of a kind named " + kind));
        }
    }

    private static boolean holds(String topic, String kind) {
        if (topic.equals(Topics.AGGREGATES_PREFIX + kind)) {
            return true;
        }
        try {
            // An action of the kind's own can't be told from a longer name of the kind.
            return topic.startsWith(Topics.EVENTS_PREFIX)
                    && EventKind.of(topic.substring(Topics.EVENTS_PREFIX.length()), kind)
                            .objectKind()
                            .equals(kind);
        } catch (InvalidEventException e) {
            return false;
        }
    }
}
