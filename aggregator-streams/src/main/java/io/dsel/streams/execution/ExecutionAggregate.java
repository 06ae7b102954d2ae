package io.dsel.streams.execution;

import io.dsel.aggregate.Group;
import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.kind.Action.PhaseStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an execution's events add up to, as an aggregate says it (SPEC 5.2). Executions span applications. */
public final class ExecutionAggregate {
    public static final EventKind KIND = new EventKind("ExecutionStatusAggregate", "");

    private ExecutionAggregate() {}

    /** The entity whose events an execution's aggregates are. */
    public static EntityKey entity(String execution) {
        return new EntityKey(KIND.objectKind(), Group.NO_APP, execution);
    }

    static void write(ExecutionState state, ObjectNode spec) {
        spec.put("formulaVersion", ExecutionFold.VERSION);
        addSummary(spec.putObject("summary"), state);
        ObjectNode stream = spec.putObject("eventStream");
        stream.put("totalEvents", state.totalEvents());
        stream.put("firstEventId", state.first().eventId());
        stream.put("lastEventId", state.last().eventId());
        state.counts().forEach(stream.putObject("counts")::put);
        addReferences(spec.putObject("references"), state);
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
