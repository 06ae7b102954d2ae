package io.dsel.service;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The one table from exceptions to problems; the nearest superclass that has a row decides. */
public final class ProblemTable {
    private final Map<Class<?>, Function<Throwable, Problem>> rows = new LinkedHashMap<>();

    public ProblemTable() {
        on(ProblemException.class, ProblemException::problem);
    }

    public <E extends Throwable> ProblemTable on(Class<E> type, Function<? super E, Problem> row) {
        rows.put(type, error -> row.apply(type.cast(error)));
        return this;
    }

    /** The problem that an exception means: its own row, or 500 with no detail of the inside. */
    public Problem of(Throwable error) {
        for (Class<?> type = error.getClass(); type != null; type = type.getSuperclass()) {
            if (rows.containsKey(type)) {
                return rows.get(type).apply(error);
            }
        }
        return new Problem(500, "internal", "Internal error", "an unexpected error; the service's log has its cause");
    }
}
