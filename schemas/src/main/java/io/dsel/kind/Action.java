package io.dsel.kind;

import java.util.Optional;

/**
 * What can be done to an object: what was wanted, and what came of it.
 *
 * @param intent in the present tense, such as {@code Apply}; none for what merely happens
 * @param outcome in the past tense, such as {@code Applied}
 */
public record Action(Optional<Step> intent, Step outcome) {

    /**
     * @param name as an event's kind has it behind the object's kind
     * @param phase that it means for an execution, such as {@code APPLIED}; empty if it changes none
     * @param status how an execution stands in that phase
     */
    public record Step(String name, Optional<String> phase, PhaseStatus status) {}

    /** How an execution stands. */
    public enum PhaseStatus {
        RUNNING,
        SUCCEEDED,
        FAILED
    }
}
