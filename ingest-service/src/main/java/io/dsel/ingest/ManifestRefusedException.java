package io.dsel.ingest;

import io.dsel.manifest.ManifestChange;
import java.util.Locale;

/** A manifest that is well made, but does not fit what is in the log. */
final class ManifestRefusedException extends RuntimeException {
    private final transient ManifestChange change;
    private final String sort;

    /** @param kind of the manifest */
    ManifestRefusedException(String kind, String name, ManifestChange change) {
        super("the manifest of " + name + " does not fit what is in the log");
        sort = kind.toLowerCase(Locale.ROOT);
        this.change = change;
    }

    /** What it declares: {@code kind} or {@code aggregate}. */
    String sort() {
        return sort;
    }

    ManifestChange change() {
        return change;
    }
}
