package io.dsel.event;

import io.dsel.json.Excerpt;

/**
 * One thing wrong with an event. What is long is cut: it quotes what was sent.
 *
 * @param field path of the field from the event's root, such as {@code meta.appId}
 * @param problem what is wrong with it and what is allowed
 */
public record Violation(String field, String problem) {
    private static final int MOST_OF_FIELD = 500;
    private static final int MOST_OF_PROBLEM = 1_000;

    public Violation {
        field = Excerpt.of(field, MOST_OF_FIELD);
        problem = Excerpt.of(problem, MOST_OF_PROBLEM);
    }

    /** The same, of an event or object that lies there in another. */
    public Violation inside(String path) {
        return new Violation(path + "." + field, problem);
    }

    @Override
    public String toString() {
        return field + ": " + problem;
    }
}
