package io.dsel.event;

import java.util.List;
import java.util.stream.Collectors;

/** An event that breaks the model: which fields are wrong, and what is allowed there. */
public final class InvalidEventException extends RuntimeException {
    private final transient List<Violation> violations;

    /**
     * @param field path of the field from the event's root, such as {@code meta.appId}
     * @param problem what is wrong with it and what is allowed
     */
    public InvalidEventException(String field, String problem) {
        this(List.of(new Violation(field, problem)));
    }

    /** @param violations at least one */
    public InvalidEventException(List<Violation> violations) {
        super(violations.stream().map(Violation::toString).collect(Collectors.joining("; ")));
        this.violations = List.copyOf(violations);
    }

    /** All that was found; never empty. */
    public List<Violation> violations() {
        return violations;
    }

    /** The first field that is wrong. */
    public String field() {
        return violations.getFirst().field();
    }

    /** What is wrong with the first field. */
    public String problem() {
        return violations.getFirst().problem();
    }
}
