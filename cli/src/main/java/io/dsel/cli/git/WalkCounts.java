package io.dsel.cli.git;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What a walk met, beside the events: everything that it read, and everything that it could not. */
final class WalkCounts {

    private final Map<Reason, Integer> findings = new EnumMap<>(Reason.class);
    private int commits;
    private int filesChanged;
    private int others;
    private long heldBack;

    void commit() {
        commits++;
    }

    void fileChanged() {
        filesChanged++;
    }

    void others(int documents) {
        others += documents;
    }

    void found(Reason reason) {
        findings.merge(reason, 1, Integer::sum);
    }

    void heldBack(long objects) {
        heldBack = objects;
    }

    int commits() {
        return commits;
    }

    /** Manifest files that a commit added, changed or removed, once for every commit. */
    int filesChanged() {
        return filesChanged;
    }

    /** Documents that are no objects, once for every version of their file. */
    int others() {
        return others;
    }

    /** Times that an object was kept because its file could not be read in full. */
    long heldBack() {
        return heldBack;
    }

    /** Documents that could not be read, or not without doubt, once for every version of their file. */
    Map<Reason, Integer> findings() {
        return Collections.unmodifiableMap(findings);
    }
}
