package io.dsel.sink.bulk;

import java.util.Set;

/** What became of one document. */
public sealed interface Outcome {
    Outcome STORED = new Stored();
    Outcome ALREADY_THERE = new AlreadyThere();

    /** Written by this request. */
    record Stored() implements Outcome {}

    /** The index has the same document, or a later version of it: as good as stored. */
    record AlreadyThere() implements Outcome {}

    /** Not now: the node is full, restarting or read-only. */
    record Again(String reason) implements Outcome {}

    /** Never: this document is wrong. */
    record Rejected(String reason) implements Outcome {}

    /** Nothing can be written until somebody has changed something outside. */
    record Stop(String reason) implements Outcome {}

    /**
     * Errors of the cluster whose status says otherwise: a block, such as that of a full disk (403), a closed index and
     * the limit of shards (400). They say nothing of the document, and end without us.
     */
    Set<String> PASSING = Set.of("cluster_block_exception", "index_closed_exception", "validation_exception");

    /**
     * @param status of the item
     * @param type of its error; empty if there is none
     * @param reason of its error, for people
     */
    static Outcome of(int status, String type, String reason) {
        if (status >= 200 && status < 300) {
            return STORED;
        }
        String said = status + " " + type + ": " + reason;
        if (status == 409) {
            return ALREADY_THERE;
        }
        if (status == 429 || status >= 500 || PASSING.contains(type)) {
            return new Again(said);
        }
        if (status == 401 || status == 403 || status == 404) {
            return new Stop(said);
        }
        return new Rejected(said);
    }
}
