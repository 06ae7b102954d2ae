package io.dsel.kind;

import java.util.Set;

/**
 * What must hold of an object for a write to be taken.
 *
 * @param expression in CEL, over {@code object}, {@code meta} (the event's) and {@code action}; true if it holds
 * @param message what to tell who breaks it
 * @param field path in the object of what it is about; empty for none
 * @param actions that it holds for, such as {@code Applied}; empty for all but deletions
 * @param apiVersions that it holds for; empty for all
 */
public record Rule(
        String name,
        String expression,
        String message,
        String field,
        Severity severity,
        Set<String> actions,
        Set<String> apiVersions) {

    private static final Set<String> DELETIONS = Set.of("Delete", "Deleted");

    /** What a broken rule means. */
    public enum Severity {
        /** The write is refused. */
        ERROR,
        /** The write is taken, and says so. */
        WARNING
    }

    public Rule {
        actions = Set.copyOf(actions);
        apiVersions = Set.copyOf(apiVersions);
    }

    /** What is wrong with an object does not keep it from being deleted, unless the rule says so. */
    boolean isFor(String action, String apiVersion) {
        return (actions.isEmpty() ? !DELETIONS.contains(action) : actions.contains(action))
                && (apiVersions.isEmpty() || apiVersions.contains(apiVersion));
    }
}
