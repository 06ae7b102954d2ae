package io.dsel.cli.git;

import java.util.List;
import java.util.Map;

/**
 * What one version of a file holds.
 *
 * @param objects its objects; of two documents of one entity the last, as {@code kubectl apply} would leave it
 * @param findings what is to be said of its documents that could not be read, or not without doubt
 * @param others how many of its documents are not objects: no kind, or no {@code metadata.name}
 */
record ManifestFile(Map<ObjectKey, Manifest> objects, List<Finding> findings, int others) {

    static final ManifestFile EMPTY = new ManifestFile(Map.of(), List.of(), 0);

    ManifestFile {
        findings = List.copyOf(findings);
    }

    static ManifestFile unread(Reason reason, String problem) {
        return new ManifestFile(Map.of(), List.of(new Finding(reason, 1, problem)), 0);
    }

    /** Whether there may be an object in it that cannot be seen. */
    boolean hidesObjects() {
        return findings.stream().anyMatch(finding -> finding.reason().effect() == Reason.Effect.HIDES);
    }
}
