package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.avro.EventCodec;
import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * Append-only, Identity and Convergence under kill -9: what was acknowledged while the broker, the streams service, the
 * sink and OpenSearch were killed in turn is in the log, the stores and the index; nothing lost, nothing doubled.
 */
class NotLostIT {
    private static final long SEED = Long.getLong("dsel.seed", 20260115L);
    private static final int AT_LEAST = Integer.getInteger("dsel.notlost.events", 2_000);
    private static final int CLIENTS = 2;
    private static final int AFTER_EACH = 100;

    /** Aggregates that come along, which every event is in once. */
    private static final List<String> OF_EVERY_EVENT =
            List.of("ExecutionStatusAggregate", "EntityActivityAggregate", "AppActivityDailyAggregate");

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.INGEST, Part.SINK, Part.GATEWAY)
            .streams(2)
            .build();

    private final Http http = new Http();
    private final Ledger ledger = new Ledger();

    @Test
    void whatWasAcknowledgedIsInTheLogTheStoresAndTheIndexOnce() throws Exception {
        System.out.println("seed " + SEED);
        try (Writers writers = new Writers(stack.url(Part.INGEST), ledger, SEED, CLIENTS)) {
            awaitMore(AFTER_EACH);
            for (String victim :
                    List.of(Part.streams(1), Part.SINK, Part.OPEN_SEARCH, Part.BROKER, Part.streams(2), Part.BROKER)) {
                stack.kill(victim);
                if (!victim.equals(Part.BROKER)) {
                    awaitMore(AFTER_EACH);
                }
                stack.start(victim);
                awaitMore(AFTER_EACH);
            }
            awaitMore(AT_LEAST - ledger.size());
        }
        System.out.println("acknowledged " + ledger.size());

        Map<String, List<ConsumerRecord<String, byte[]>>> log = requireLogHoldsWhatWasAcknowledged();
        awaitNoLag(Part.streams(1));
        awaitNoLag(Part.SINK);
        requireStoresAgree(log);
        requireIndexAgrees(log);
    }

    private Map<String, List<ConsumerRecord<String, byte[]>>> requireLogHoldsWhatWasAcknowledged() {
        Map<String, List<ConsumerRecord<String, byte[]>>> log = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : Log.readAll(stack.bootstrapServers(), "dsel.events.Deployment")) {
            log.computeIfAbsent(EventCodec.order(record.value()).eventId(), id -> new ArrayList<>())
                    .add(record);
        }
        log.forEach((id, copies) -> assertEquals(1, copies.size(), id + ", which may have been sent again"));
        for (Map.Entry<String, LogPosition> told : ledger.acknowledged().entrySet()) {
            List<LogPosition> found = log.getOrDefault(told.getKey(), List.of()).stream()
                    .map(r -> new LogPosition(r.topic(), r.partition(), r.offset()))
                    .toList();
            assertEquals(List.of(told.getValue()), found, told.getKey() + " is not where it was acknowledged");
        }
        return log;
    }

    private void requireStoresAgree(Map<String, List<ConsumerRecord<String, byte[]>>> log) throws Exception {
        Map<String, TreeSet<EventOrder>> entities = new TreeMap<>();
        log.values()
                .forEach(copies -> entities.computeIfAbsent(copies.getFirst().key(), key -> new TreeSet<>())
                        .add(EventCodec.order(copies.getFirst().value())));
        for (Map.Entry<String, TreeSet<EventOrder>> entity : entities.entrySet()) {
            EntityKey key = EntityKey.parse(entity.getKey());
            String url = stack.url(Part.GATEWAY) + "/v1/objects/" + Http.part(key.kind()) + "/" + Http.part(key.appId())
                    + "/" + Http.part(key.name());
            List<String> newestFirst = entity.getValue().descendingSet().stream()
                    .map(EventOrder::eventId)
                    .toList();
            assertEquals(newestFirst, Pages.ids(http, url + "/history?limit=500"), "history of " + key);
            assertEquals(
                    newestFirst.getFirst(),
                    http.get(url).ok().at("/event/meta/eventId").stringValue(),
                    "latest state of " + key);
        }
    }

    private void requireIndexAgrees(Map<String, List<ConsumerRecord<String, byte[]>>> log) throws Exception {
        String openSearch = stack.openSearchUrl();
        http.post(openSearch + "/dsel-events,dsel-aggregates/_refresh", Json.parse("{}"))
                .ok();
        Map<String, String> executionById = indexedExecutions(openSearch);
        assertEquals(log.keySet(), executionById.keySet(), "event ids in the index");
        assertEquals(log.size(), count(openSearch, "dsel-events", "*"), "documents of events");

        Map<String, Set<String>> executions = new HashMap<>();
        executionById.forEach((id, execution) ->
                executions.computeIfAbsent(execution, x -> new HashSet<>()).add(id));
        for (Map.Entry<String, Set<String>> execution : executions.entrySet()) {
            JsonNode aggregate = http.get(stack.url(Part.GATEWAY) + "/v1/executions/" + execution.getKey())
                    .ok();
            assertEquals(
                    execution.getValue().size(),
                    aggregate.at("/event/spec/eventStream/totalEvents").intValue(),
                    "events in the aggregate of " + execution.getKey());
        }
        for (String kind : OF_EVERY_EVENT) {
            assertEquals(log.size(), count(openSearch, "dsel-aggregates", kind), "one " + kind + " for each event");
        }
    }

    /** Of every document of an event: its id, and the execution that it belongs to. */
    private Map<String, String> indexedExecutions(String openSearch) throws Exception {
        Map<String, String> executions = new HashMap<>();
        String after = "";
        while (true) {
            String search =
                    "{\"size\": 1000, \"_source\": [\"executionId\"], \"sort\": [{\"eventId\": \"asc\"}]" + after + "}";
            JsonNode hits = http.post(openSearch + "/dsel-events/_search", Json.parse(search))
                    .ok()
                    .at("/hits/hits");
            if (hits.isEmpty()) {
                return executions;
            }
            hits.forEach(hit -> executions.put(
                    hit.path("_id").stringValue(),
                    hit.at("/_source/executionId").stringValue()));
            after = ", \"search_after\": " + hits.get(hits.size() - 1).path("sort");
        }
    }

    /** @param kind of the events that are counted; {@code *} for all */
    private int count(String openSearch, String index, String kind) throws Exception {
        return http.get(openSearch + "/" + index + "/_count?q=kind:" + kind)
                .ok()
                .path("count")
                .intValue();
    }

    private void awaitMore(int events) {
        int target = ledger.size() + events;
        Awaitility.await(events + " more acknowledged events")
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> ledger.size() >= target);
    }

    private void awaitNoLag(String part) {
        Awaitility.await("no lag at " + part)
                .atMost(Duration.ofMinutes(6))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() ->
                        http.get(stack.url(part) + "/v1/lag").ok().path("lag").longValue() == 0);
    }
}
