package io.dsel.verify;

import java.util.Locale;

/** What is compared. */
public enum Subject {
    /** The greatest event of an entity. */
    HEAD,

    /** One event of an entity's history. */
    EVENT,

    /** What an execution's events add up to. */
    EXECUTION,

    /** What the events of a group of a declared aggregate add up to. */
    GROUP,

    /** What a group tells of an object that it refers to. */
    REFERENCE,

    /** What a group tells of the outside. */
    ENRICHMENT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
