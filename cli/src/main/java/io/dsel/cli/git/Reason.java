package io.dsel.cli.git;

/** Why a document, or a whole file, is not read as an object although it may be meant as one, or not without doubt. */
enum Reason {
    TEMPLATE("template", Effect.HIDES),
    ENCRYPTED("encrypted", Effect.HIDES),
    BROKEN_YAML("brokenYaml", Effect.HIDES),
    TOO_LARGE("tooLarge", Effect.HIDES),
    /** Two documents of one entity; the last counts, by the file's path and then the place in it. */
    DUPLICATE_OBJECT("duplicateObject", Effect.SKIPS),
    /** Kind, name or directory are not what an entity may be called. */
    INVALID_ENTITY("invalidEntity", Effect.SKIPS),
    SYMBOLIC_LINK("symbolicLink", Effect.SKIPS),
    /** A key twice in one mapping: it is read, and the last counts, as for the clusters of its time. */
    DUPLICATE_KEY("duplicateKey", Effect.WARNS);

    enum Effect {
        /** There may be an object in it that nobody can see, so that its absence does not mean that it is gone. */
        HIDES,
        /** It is left out. */
        SKIPS,
        /** It is read all the same. */
        WARNS
    }

    private final String key;
    private final Effect effect;

    Reason(String key, Effect effect) {
        this.key = key;
        this.effect = effect;
    }

    /** As reports name it. */
    String key() {
        return key;
    }

    Effect effect() {
        return effect;
    }
}
