package io.dsel.streams.execution;

import io.dsel.events.JournalEntry;
import io.dsel.kind.Action.PhaseStatus;
import java.util.Optional;

/**
 * How far an execution is, and how it stands there.
 *
 * @param name such as {@code APPLIED}
 */
record Phase(String name, PhaseStatus status) {

    /** What the journal says that an event meant; empty for one that leaves the phase as it is. */
    static Optional<Phase> of(JournalEntry entry) {
        return Optional.ofNullable(entry.getPhase())
                .map(name -> new Phase(name, PhaseStatus.valueOf(entry.getPhaseStatus())));
    }

    boolean hasEnded() {
        return status != PhaseStatus.RUNNING;
    }
}
