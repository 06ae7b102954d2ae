package io.dsel.streams.query;

/** What the instance is to the partition that it answered from. */
enum Role {
    /** It reads the log into this store. */
    ACTIVE("active"),

    /** It follows the active one's changelog, a little behind. */
    STANDBY("standby");

    private final String word;

    Role(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
