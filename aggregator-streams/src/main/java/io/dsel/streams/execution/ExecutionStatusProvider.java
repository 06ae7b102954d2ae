package io.dsel.streams.execution;

import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import io.dsel.event.Event;
import io.dsel.kind.Action;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** How executions stand (SPEC 5.2), as a fold that a manifest names. */
public final class ExecutionStatusProvider implements FoldProvider {
    static final String NAME = "execution-status";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return ExecutionFold.VERSION;
    }

    @Override
    public ObjectNode inputs(Event event, Optional<Action.Step> step) {
        return ExecutionInputs.of(event, step);
    }

    @Override
    public Fold empty() {
        return new ExecutionFold();
    }

    @Override
    public Fold read(byte[] state) {
        return new ExecutionFold(ExecutionBytes.read(state));
    }
}
