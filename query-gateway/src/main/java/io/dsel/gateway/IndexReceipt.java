package io.dsel.gateway;

import io.dsel.gateway.index.Coverage;
import io.dsel.json.Json;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which tier answered, and what it covers: in the answer's body as {@code receipt}, and in its headers. */
final class IndexReceipt {
    /** With more topics than this, only those of the answer's own kinds are listed. */
    private static final int MOST_TOPICS = 40;

    private final String region;
    private final ObjectNode document = Json.MAPPER.createObjectNode();
    private final ArrayNode missing;
    private Long ageMs;

    IndexReceipt(String region) {
        this.region = region;
        document.put("tier", "index")
                .put("source", "opensearch")
                .put("role", "active")
                .put("region", region);
        document.putNull("ageMs");
        document.putObject("positions");
        this.missing = document.putArray("missing");
    }

    /** @param concerns whether a topic matters to the answer at hand */
    IndexReceipt covers(Coverage coverage, Instant now, Predicate<String> concerns) {
        ageMs = coverage.age(now).toMillis();
        document.put("ageMs", ageMs);
        var covered = coverage.offsets().covered();
        document.put("topics", covered.size());
        document.put(
                "behind", coverage.backlog().isEmpty() ? 0 : coverage.backlog().offsets());
        ObjectNode positions = (ObjectNode) document.get("positions");
        for (Map.Entry<String, SortedMap<Integer, Long>> topic : covered.entrySet()) {
            if (covered.size() <= MOST_TOPICS || concerns.test(topic.getKey())) {
                ObjectNode offsets = positions.putObject(topic.getKey());
                topic.getValue().forEach((partition, offset) -> offsets.put(Integer.toString(partition), offset));
            }
        }
        return this;
    }

    IndexReceipt misses(String what) {
        missing.add(what);
        return this;
    }

    /** Sets the headers and gives the body's part. */
    JsonNode stamp(Context ctx, long tookMs) {
        ctx.header("Dsel-Tier", "index");
        ctx.header("Dsel-Region", region);
        if (ageMs != null) {
            ctx.header("Dsel-Age-Ms", Long.toString(ageMs));
        }
        return document.put("tookMs", tookMs);
    }
}
