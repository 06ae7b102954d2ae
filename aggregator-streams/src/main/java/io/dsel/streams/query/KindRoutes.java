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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.utils.Bytes;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a kind, and their events. */
final class KindRoutes {
    private final KindScan scan;
    private final StoreReader stores;
    private final EventTexts texts;
    private final GroupOffsets log;
    private final ReadAnswers answers;

    KindRoutes(KindScan scan, StoreReader stores, EventTexts texts, GroupOffsets log, ReadAnswers answers) {
        this.scan = scan;
        this.stores = stores;
        this.texts = texts;
        this.log = log;
        this.answers = answers;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/v1/kinds/{kind}/objects", this::objects);
        routes.get("/v1/kinds/{kind}/events", this::events);
    }

    private void objects(Context ctx) {
        KindPage page = page(ctx, Parameters.cursor(ctx, "after").map(bytes -> new String(bytes, UTF_8)));
        answer(ctx, page.kind(), new HeadsScan(stores, page), last -> last.path("entity")
                .stringValue()
                .getBytes(UTF_8));
    }

    private void events(Context ctx) {
        KindPage page = page(ctx, Optional.empty());
        HistoryScan events = new HistoryScan(
                stores, texts, page, Parameters.cursor(ctx, "after").map(Bytes::wrap));
        answer(ctx, page.kind(), events, last -> HistoryScan.key(last).get());
    }

    /** @param place of the page's last item, behind which the next page begins */
    private void answer(Context ctx, String kind, PartitionScan what, Function<JsonNode, byte[]> place) {
        Instant began = answers.now();
        ReadWish wish = ReadRoutes.wish(ctx, log);
        KindScan.Found found = wish.forwarded()
                ? new KindScan.Found(LocalScan.scan(what, partitions(ctx), wish), Set.of())
                : scan.scan(what, Target.of(ctx, wish.token()), wish);
        ScanPart part = found.part();
        if (part.items().isEmpty() && !wish.forwarded()) {
            requireKnown(kind);
        }
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putArray("items").addAll(part.items());
        body.put(
                "next", part.more() ? Parameters.cursor(place.apply(part.items().getLast())) : null);
        if (wish.forwarded()) {
            part.partitions().forEach(body.putArray("partitions")::add);
        }
        List<String> missing =
                found.missing().stream().map(number -> "partition " + number).toList();
        answers.ok(body, answers.receipt(part, missing), began).send(ctx);
    }

    private static KindPage page(Context ctx, Optional<String> after) {
        KindPage page = new KindPage(ctx.pathParam("kind"), ctx.queryParam("app"), Parameters.limit(ctx), after);
        try {
            page.prefix();
            return page;
        } catch (InvalidEventException e) {
            throw new BadParameterException("app", e.getMessage());
        }
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
