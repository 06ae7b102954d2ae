package com.example.dsel;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import io.dsel.event.Event;
import io.dsel.json.Json;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.kind.Action.Step;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes the folds; a manifest names it as {@code fold: {name: failures-in-a-row, version: "1"}}. */
public final class FailuresInARow implements FoldProvider {
    static final String FAILED = "failed";
    static final String REASON = "reason";
    private static final int MOST_REASON_CHARACTERS = 100;

    @Override
    public String name() {
        return "failures-in-a-row";
    }

    @Override
    public String version() {
        return "1";
    }

    /** Whether the event is a failure or a success, by the phases of its kind's manifest; nothing if it is neither. */
    @Override
    public ObjectNode inputs(Event event, Optional<Step> step) {
        ObjectNode inputs = Json.MAPPER.createObjectNode();
        step.map(Step::status)
                .filter(status -> status != PhaseStatus.RUNNING)
                .ifPresent(status -> inputs.put(FAILED, status == PhaseStatus.FAILED));
        String reason = event.spec().path("error").asString("");
        if (!reason.isEmpty()) {
            inputs.put(REASON, reason.substring(0, Math.min(reason.length(), MOST_REASON_CHARACTERS)));
        }
        return inputs;
    }

    @Override
    public Fold empty() {
        return new FailuresFold();
    }

    @Override
    public Fold read(byte[] state) {
        return new FailuresFold(Json.parse(state));
    }
}
