package io.dsel.cli.demo;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a story to the ingest service, batch by batch. */
record Player(Api ingest) {
    private static final int BATCH = 40;

    /**
     * What was written.
     *
     * @param token covers all of it
     * @param entities one that lies in each partition, as text
     */
    record Played(Token token, Map<Integer, String> entities) {}

    /**
     * @param progress told how many are stored
     * @throws CliException if an event is refused
     */
    Played play(List<ObjectNode> events, LongConsumer progress) {
        createTopics(events);
        List<JsonNode> stored = new ArrayList<>();
        String clusterId = "";
        for (int from = 0; from < events.size(); from += BATCH) {
            ArrayNode batch = Json.MAPPER.createArrayNode();
            events.subList(from, Math.min(events.size(), from + BATCH)).forEach(batch::add);
            JsonNode answer =
                    ingest.send("POST", Url.of("v1", "events"), batch, Map.of()).orFail();
            for (JsonNode item : answer.path("items")) {
                if (!item.path("status").asString("").equals("stored")) {
                    throw new CliException(
                            ExitCode.FAILED,
                            "an event of the demo was refused: "
                                    + item.at("/problem/detail").asString(item.toString()));
                }
                stored.add(item);
            }
            clusterId = Token.parse(answer.path("token").asString()).clusterId();
            progress.accept(stored.size());
        }
        return played(clusterId, stored);
    }

    /** In one request, because each request that makes topics makes the streams take their partitions anew. */
    private void createTopics(List<ObjectNode> events) {
        ObjectNode wanted = Json.MAPPER.createObjectNode();
        ArrayNode kinds = wanted.putArray("eventKinds");
        events.stream()
                .map(event -> event.path("kind").asString())
                .distinct()
                .sorted()
                .forEach(kinds::add);
        ingest.send("POST", Url.of("v1", "kinds"), wanted, Map.of()).orFail();
    }

    private static Played played(String clusterId, List<JsonNode> stored) {
        List<LogPosition> positions = stored.stream()
                .map(item -> item.path("position"))
                .map(at -> new LogPosition(
                        at.path("topic").asString(),
                        at.path("partition").asInt(),
                        at.path("offset").asLong()))
                .toList();
        Map<Integer, String> entities = stored.stream()
                .collect(Collectors.toMap(
                        item -> item.at("/position/partition").asInt(),
                        item -> item.path("entity").asString(),
                        (first, second) -> first));
        return new Played(Token.of(clusterId, positions), entities);
    }
}
