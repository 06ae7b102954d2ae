package io.dsel.streams.execution;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventIds;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.kind.Action.PhaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an execution's events add up to, as an event (SPEC 5.2). */
public final class ExecutionAggregate {
    public static final EventKind KIND = new EventKind("ExecutionStatusAggregate", "");

    /** Executions span apps and belong to none. */
    public static final String NO_APP = "_";

    private static final UUID NAMESPACE = UUID.fromString("6b1f4a50-3f0e-5c8e-9d3b-0a7c1de5a6f1");

    private ExecutionAggregate() {}

    /** The entity whose events an execution's aggregates are. */
    public static EntityKey entity(String execution) {
        return new EntityKey(KIND.objectKind(), NO_APP, execution);
    }

    /**
     * @param state of the fold, with the trigger in it
     * @param trigger the event that the execution came to know of
     * @param again whether it takes the place of another body under its id, which had an aggregate of its own
     * @param timestamp milliseconds since 1970 UTC
     */
    public static Event event(
            String execution, ExecutionState state, JournalEntry trigger, boolean again, long timestamp) {
        // Everything here comes from the journal, so that a replay on any instance makes the same event.
        String id = EventIds.derived(
                NAMESPACE,
                KIND.name(),
                ExecutionFold.VERSION,
                execution,
                trigger.getEventId(),
                Long.toString(trigger.getTimestamp().toEpochMilli()),
                again ? Long.toHexString(trigger.getBodyHash()) : "");
        EventMeta meta = new EventMeta(
                id,
                Instant.ofEpochMilli(timestamp),
                trigger.getUserId(),
                execution,
                trigger.getEventId(),
                execution,
                execution,
                NO_APP,
                trigger.getRegion(),
                Map.of());
        return new Event(Event.API_VERSION, KIND, meta, spec(state));
    }

    static ObjectNode spec(ExecutionState state) {
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.put("formulaVersion", ExecutionFold.VERSION);
        addSummary(spec.putObject("summary"), state);
        ObjectNode stream = spec.putObject("eventStream");
        stream.put("totalEvents", state.totalEvents());
        stream.put("firstEventId", state.first().eventId());
        stream.put("lastEventId", state.last().eventId());
        state.counts().forEach(stream.putObject("counts")::put);
        addReferences(spec.putObject("references"), state);
        return spec;
    }

    private static void addSummary(ObjectNode summary, ExecutionState state) {
        Phase phase = state.phase();
        if (phase != null) {
            summary.put("phase", phase.name());
        }
        summary.put("status", (phase == null ? PhaseStatus.RUNNING : phase.status()).name());
        summary.put("startTime", time(state.first()));
        if (phase != null && phase.hasEnded()) {
            summary.put("endTime", time(state.phaseBy()));
            long millis = state.phaseBy().timestamp() - state.first().timestamp();
            summary.put("duration", Duration.ofMillis(millis).toString());
        }
        summary.put("errorCount", state.errors());
        summary.put("warningCount", state.warnings());
    }

    private static void addReferences(ObjectNode references, ExecutionState state) {
        if (state.artifact() != null) {
            add(references.putObject("artifact"), state.artifactName(), state.artifact());
        }
        ArrayNode configs = references.putArray("configs");
        state.configs().entrySet().stream()
                .limit(ExecutionFold.MOST_NAMES)
                .forEach(config -> add(configs.addObject(), config.getKey(), config.getValue()));
        ArrayNode deployments = references.putArray("deployments");
        state.deployments().stream()
                .limit(ExecutionFold.MOST_NAMES)
                .map(text -> EntityKey.parse("Deployment/" + text))
                .forEach(key -> deployments.addObject().put("name", key.name()).put("appId", key.appId()));
        references.put("triggeredBy", state.triggeredBy());
        ArrayNode approvedBy = references.putArray("approvedBy");
        state.approvedBy().stream().limit(ExecutionFold.MOST_NAMES).forEach(approvedBy::add);
        references.put(
                "truncated",
                isTooLong(state.configs().keySet()) || isTooLong(state.deployments()) || isTooLong(state.approvedBy()));
    }

    private static boolean isTooLong(Collection<String> names) {
        return names.size() > ExecutionFold.MOST_NAMES;
    }

    private static void add(ObjectNode to, String name, Mention mention) {
        to.put("name", name);
        if (mention.version() != null) {
            to.put("version", mention.version());
        }
    }

    private static String time(EventOrder order) {
        return EventJson.time(Instant.ofEpochMilli(order.timestamp()));
    }
}
