package io.dsel.gateway.read;

import java.util.Locale;

/** Who can answer, in the order in which they are asked: the quickest first, the one that is always right last. */
public enum TierName {
    /** State stores of the streams instances. */
    STORE,

    /** OpenSearch. */
    INDEX,

    /** The topics themselves. */
    LOG;

    /** As parameters and receipts spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
