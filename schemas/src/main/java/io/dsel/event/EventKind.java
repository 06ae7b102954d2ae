package io.dsel.event;

import java.util.List;
import java.util.Locale;

/**
 * The kind of an event: {@code <ObjectKind><Action>Event}, such as {@code ArtifactAppliedEvent}; present tense is an
 * intent, past tense an outcome. An aggregate is an event too; its kind, {@code <Name>Aggregate}, is its object kind
 * and it has no action.
 */
public record EventKind(String objectKind, String action) {
    private static final int MOST_CHARACTERS = 100;
    private static final String EVENT = "Event";
    private static final String AGGREGATE = "Aggregate";

    /** The actions that every kind has, longest first, so that parsing finds {@code StatusChanged} whole. */
    public static final List<String> STANDARD_ACTIONS = List.of(
            "StatusChanged",
            "Validated",
            "Completed",
            "Validate",
            "Complete",
            "Deployed",
            "Deleted",
            "Applied",
            "Deploy",
            "Delete",
            "Failed",
            "Apply",
            "Fail");

    public EventKind {
        if (objectKind == null || !isPart(objectKind)) {
            throw new InvalidEventException(
                    "kind",
                    "object kind '" + objectKind + "' is not a capital followed by at most 99 letters or digits");
        }
        if (action == null || !(action.isEmpty() ? isAggregate(objectKind) : isPart(action))) {
            throw new InvalidEventException(
                    "kind", "action '" + action + "' is not a capital followed by at most 99 letters or digits");
        }
    }

    /**
     * Reads a name whose action is a standard one.
     *
     * @throws InvalidEventException if the name does not end in a standard action and {@code Event}
     */
    public static EventKind parse(String name) {
        if (name != null && isAggregate(name)) {
            return new EventKind(name, "");
        }
        if (name != null && name.endsWith(EVENT)) {
            String stem = name.substring(0, name.length() - EVENT.length());
            for (String action : STANDARD_ACTIONS) {
                if (stem.length() > action.length() && stem.endsWith(action)) {
                    return new EventKind(stem.substring(0, stem.length() - action.length()), action);
                }
            }
        }
        throw new InvalidEventException(
                "kind", "'" + name + "' is not <ObjectKind><Action>Event with one of the actions " + STANDARD_ACTIONS);
    }

    /**
     * Reads a name when the object's kind is known; any action will do.
     *
     * @throws InvalidEventException if the name is not {@code <objectKind><Action>Event}
     */
    public static EventKind of(String name, String objectKind) {
        if (name.equals(objectKind) && isAggregate(name)) {
            return new EventKind(name, "");
        }
        if (!name.startsWith(objectKind)
                || !name.endsWith(EVENT)
                || name.length() <= objectKind.length() + EVENT.length()) {
            throw new InvalidEventException("kind", "'" + name + "' is not " + objectKind + "<Action>Event");
        }
        return new EventKind(objectKind, name.substring(objectKind.length(), name.length() - EVENT.length()));
    }

    /** {@code ArtifactAppliedEvent}, or the aggregate's name. */
    public String name() {
        return isAggregate() ? objectKind : objectKind + action + EVENT;
    }

    public boolean isAggregate() {
        return action.isEmpty();
    }

    /** Whether objects of that kind are aggregates. {@code Aggregate} itself is the kind of what declares them. */
    public static boolean isAggregate(String objectKind) {
        return objectKind.endsWith(AGGREGATE) && objectKind.length() > AGGREGATE.length();
    }

    public boolean isDeletion() {
        return action.equals("Deleted");
    }

    /**
     * The field of {@code spec} that holds the object: the kind with its leading capitals lowered ({@code artifact},
     * {@code helmRelease}, {@code ociRepository}).
     */
    public String objectField() {
        int capitals = 0;
        while (capitals < objectKind.length() && Character.isUpperCase(objectKind.charAt(capitals))) {
            capitals++;
        }
        int lowered = capitals > 1 && capitals < objectKind.length() && Character.isLetter(objectKind.charAt(capitals))
                ? capitals - 1
                : capitals;
        return objectKind.substring(0, lowered).toLowerCase(Locale.ROOT) + objectKind.substring(lowered);
    }

    @Override
    public String toString() {
        return name();
    }

    /** Every event that is read asks this three times, and a regular expression takes ten times as long. */
    private static boolean isPart(String text) {
        if (text.isEmpty() || text.length() > MOST_CHARACTERS || !isCapital(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isCapital(c) && (c < 'a' || c > 'z') && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
