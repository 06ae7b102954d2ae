package io.dsel.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Gathers what is wrong with an event, so that its author hears of everything at once; one violation a field. Of very
 * many only the first are kept: a body of nothing but wrong fields must not become an answer many times its size.
 */
public final class Violations {
    private static final int MOST = 100;

    private final Map<String, Violation> byField = new LinkedHashMap<>();
    private int more;

    /** Adds one, unless the field is known to be wrong already. */
    public void add(String field, String problem) {
        add(new Violation(field, problem));
    }

    /** What the attempt gives, or null if it found violations, which are added. */
    public <T> T attempt(Supplier<T> attempt) {
        try {
            return attempt.get();
        } catch (InvalidEventException e) {
            e.violations().forEach(this::add);
            return null;
        }
    }

    public void throwIfAny() {
        if (!byField.isEmpty()) {
            List<Violation> all = new ArrayList<>(byField.values());
            if (more > 0) {
                all.add(new Violation("the event", "has " + more + " more fields that are wrong"));
            }
            throw new InvalidEventException(all);
        }
    }

    private void add(Violation violation) {
        if (byField.size() < MOST) {
            byField.putIfAbsent(violation.field(), violation);
        } else if (!byField.containsKey(violation.field())) {
            more++;
        }
    }
}
