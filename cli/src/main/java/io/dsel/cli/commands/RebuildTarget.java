package io.dsel.cli.commands;

import io.dsel.cli.progress.Progress;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Something that is built a second time beside the one that is read, compared with it, and then promoted or dropped. */
interface RebuildTarget extends AutoCloseable {

    /** As it is named on the command line. */
    String name();

    Rebuild describe();

    /**
     * Starts to build a candidate; with one there, that one goes on.
     *
     * @param wishes how to build it; what they are is the target's own
     */
    Rebuild start(ObjectNode wishes);

    /** Holds the one beside against the live one; returns when that is done. */
    Comparison compare(Progress progress) throws InterruptedException;

    /** From now on the candidate is read; the one that was live stays beside it. */
    Rebuild promote();

    /** Undoes the promotion. */
    Rebuild rollback();

    /** Deletes the one beside the live one. */
    Rebuild drop();

    @Override
    void close();

    /**
     * What a comparison found.
     *
     * @param text for people, whole lines
     * @param document for machines
     */
    record Comparison(boolean equal, String text, JsonNode document) {}
}
