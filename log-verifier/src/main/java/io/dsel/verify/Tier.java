package io.dsel.verify;

import java.util.Locale;

/** What is held against the log. */
public enum Tier {
    /** The aggregates that the log itself holds. */
    LOG,

    /** The streams' state stores. */
    STORE,

    /** OpenSearch. */
    INDEX;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
