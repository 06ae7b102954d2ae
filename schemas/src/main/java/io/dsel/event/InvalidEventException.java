package io.dsel.event;

/** An event that breaks the model: which field is wrong, and what is allowed there. */
public final class InvalidEventException extends RuntimeException {
    private final String field;

    /**
     * @param field path of the field from the event's root, such as {@code meta.appId}
     * @param problem what is wrong with it and what is allowed
     */
    public InvalidEventException(String field, String problem) {
        super(field + ": " + problem);
        this.field = field;
    }

    public String field() {
        return field;
    }

    /** The message without the field's path. */
    public String problem() {
        return getMessage().substring(field.length() + 2);
    }
}
