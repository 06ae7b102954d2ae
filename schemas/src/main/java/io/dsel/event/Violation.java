package io.dsel.event;

/**
 * One thing wrong with an event.
 *
 * @param field path of the field from the event's root, such as {@code meta.appId}
 * @param problem what is wrong with it and what is allowed
 */
public record Violation(String field, String problem) {

    /** The same, of an event or object that lies there in another. */
    public Violation inside(String path) {
        return new Violation(path + "." + field, problem);
    }

    @Override
    public String toString() {
        return field + ": " + problem;
    }
}
