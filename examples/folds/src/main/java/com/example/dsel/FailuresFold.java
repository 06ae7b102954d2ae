package com.example.dsel;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.Member;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How often something failed in a row, among its latest outcomes.
 *
 * <p>Events come in any order, and one that comes late may cut a row in two. So the outcomes themselves are kept, in their
 * order, and not the rows. Of too many the earliest are dropped: which ones these are depends on the set of events alone.
 */
final class FailuresFold implements Fold {
    /** Outcomes that are looked at. The state is stored again with each event, so it is better small. */
    static final int MOST_OUTCOMES = 100;

    private long count;
    private final SortedMap<EventOrder, Outcome> latest = new TreeMap<>();

    /** @param reason of a failure; empty if none was given */
    private record Outcome(boolean failed, String reason) {}

    /** Of no event. */
    FailuresFold() {}

    FailuresFold(JsonNode state) {
        count = state.get("count").longValue();
        for (JsonNode one : state.get("latest")) {
            EventOrder order =
                    new EventOrder(one.get("time").longValue(), one.get("id").stringValue());
            latest.put(order, outcome(one));
        }
    }

    @Override
    public void add(Member member) {
        if (!member.inputs().has(FailuresInARow.FAILED)) {
            return;
        }
        count++;
        latest.put(member.order(), outcome(member.inputs()));
        if (latest.size() > MOST_OUTCOMES) {
            latest.remove(latest.firstKey());
        }
    }

    @Override
    public byte[] state() {
        ObjectNode state = Json.MAPPER.createObjectNode().put("count", count);
        ArrayNode outcomes = state.putArray("latest");
        latest.forEach((order, outcome) -> outcomes.addObject()
                .put("time", order.timestamp())
                .put("id", order.eventId())
                .put(FailuresInARow.FAILED, outcome.failed())
                .put(FailuresInARow.REASON, outcome.reason()));
        return Json.writeBytes(state);
    }

    @Override
    public void writeTo(ObjectNode spec) {
        int now = 0;
        int most = 0;
        String reason = "";
        for (Outcome outcome : latest.values()) {
            now = outcome.failed() ? now + 1 : 0;
            most = Math.max(most, now);
            reason = outcome.failed() ? outcome.reason() : reason;
        }
        spec.putObject("failuresInARow")
                .put("now", now)
                .put("most", most)
                .put("lastReason", reason)
                .put("outcomes", count)
                .put("truncated", count > latest.size());
    }

    /** So that {@code emit: {when: phase}} tells when a row begins and when it ends. */
    @Override
    public Optional<String> phase() {
        return latest.isEmpty()
                ? Optional.empty()
                : Optional.of(latest.get(latest.lastKey()).failed() ? "FAILING" : "HEALTHY");
    }

    private static Outcome outcome(JsonNode json) {
        return new Outcome(
                json.get(FailuresInARow.FAILED).booleanValue(),
                json.path(FailuresInARow.REASON).asString(""));
    }
}
