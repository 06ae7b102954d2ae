package io.dsel.streams.aggregate;

import io.dsel.event.EntityKey;

/**
 * A group under one formula of its aggregate. Its text, {@code <kind>@<formula>/<app>/<name>}, is what the stores of
 * aggregates are keyed by, so that another formula has members and a state of its own.
 *
 * @param entity whose events the group's aggregates are, as text; the key of the journal
 * @param formula 12 hexadecimal digits
 */
public record Owner(String entity, String formula) {

    public static Owner of(EntityKey entity, String formula) {
        return new Owner(entity.text(), formula);
    }

    /** The inverse of {@link #text()}. */
    public static Owner parse(String text) {
        int at = text.indexOf('@');
        int slash = text.indexOf('/');
        return new Owner(text.substring(0, at) + text.substring(slash), text.substring(at + 1, slash));
    }

    /** What all groups of one formula have in common: {@code <kind>@<formula>}. */
    public String rule() {
        return kind() + "@" + formula;
    }

    public String text() {
        return rule() + entity.substring(kind().length());
    }

    private String kind() {
        return entity.substring(0, entity.indexOf('/'));
    }
}
