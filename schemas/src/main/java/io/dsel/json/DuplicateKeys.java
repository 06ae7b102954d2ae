package io.dsel.json;

/** What a key twice in one mapping means. */
public enum DuplicateKeys {
    /** An error, as YAML and JSON have it. */
    REFUSED,
    /** The last one counts, as for clusters that do not validate strictly; for history, which can't be corrected. */
    LAST_COUNTS
}
