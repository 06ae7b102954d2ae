package io.dsel.streams.execution;

import java.util.Map;
import java.util.Optional;

/** How far an execution is, by the action of an event. */
enum Phase {
    VALIDATING(Status.RUNNING),
    VALIDATED(Status.RUNNING),
    APPLYING(Status.RUNNING),
    APPLIED(Status.RUNNING),
    DEPLOYING(Status.RUNNING),
    DEPLOYED(Status.RUNNING),
    RUNNING(Status.RUNNING),
    COMPLETING(Status.RUNNING),
    COMPLETED(Status.SUCCEEDED),
    FAILING(Status.RUNNING),
    FAILED(Status.FAILED),
    DELETING(Status.RUNNING),
    DELETED(Status.RUNNING);

    /** How it stands. */
    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED
    }

    private static final Map<String, Phase> BY_ACTION = Map.ofEntries(
            Map.entry("Validate", VALIDATING),
            Map.entry("Validated", VALIDATED),
            Map.entry("Apply", APPLYING),
            Map.entry("Applied", APPLIED),
            Map.entry("Deploy", DEPLOYING),
            Map.entry("Deployed", DEPLOYED),
            Map.entry("StatusChanged", RUNNING),
            Map.entry("Complete", COMPLETING),
            Map.entry("Completed", COMPLETED),
            Map.entry("Fail", FAILING),
            Map.entry("Failed", FAILED),
            Map.entry("Delete", DELETING),
            Map.entry("Deleted", DELETED));

    private final Status status;

    Phase(Status status) {
        this.status = status;
    }

    Status status() {
        return status;
    }

    boolean hasEnded() {
        return status != Status.RUNNING;
    }

    /** An action of a kind's own leaves the phase as it is. */
    static Optional<Phase> of(String action) {
        return Optional.ofNullable(BY_ACTION.get(action));
    }
}
