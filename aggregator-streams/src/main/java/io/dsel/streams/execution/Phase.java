package io.dsel.streams.execution;

import io.dsel.aggregate.Member;
import io.dsel.kind.Action.PhaseStatus;
import java.util.Optional;

/**
 * How far an execution is, and how it stands there.
 *
 * @param name such as {@code APPLIED}
 */
record Phase(String name, PhaseStatus status) {

    /** What an event meant when it was noted; empty for one that leaves the phase as it is. */
    static Optional<Phase> of(Member member) {
        return member.phase()
                .map(name ->
                        new Phase(name, PhaseStatus.valueOf(member.phaseStatus().orElseThrow())));
    }

    boolean hasEnded() {
        return status != PhaseStatus.RUNNING;
    }
}
