package io.dsel.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Gathers what is wrong with an event, so that its author hears of everything at once; one violation a field. */
public final class Violations {
    private final Map<String, Violation> byField = new LinkedHashMap<>();

    /** Adds one, unless the field is known to be wrong already. */
    public void add(String field, String problem) {
        byField.putIfAbsent(field, new Violation(field, problem));
    }

    /** What the attempt gives, or null if it found violations, which are added. */
    public <T> T attempt(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (InvalidEventException e) {
            e.violations().forEach(violation -> byField.putIfAbsent(violation.field(), violation));
            return null;
        }
    }

    public void throwIfAny() {
        if (!byField.isEmpty()) {
            throw new InvalidEventException(new ArrayList<>(byField.values()));
        }
    }
}
