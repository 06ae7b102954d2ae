package io.dsel.ingest;

import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.manifest.ManifestDocument;

/** An event about a manifest is about what the manifest says. */
final class ManifestName {
    private ManifestName() {}

    /** @param name that the manifest has */
    static void require(Event event, String name) {
        requireSame("meta.name", name, event.meta().name());
        requireSame("meta.appId", ManifestDocument.APP_ID, event.meta().appId());
    }

    private static void requireSame(String field, String wanted, String found) {
        if (!wanted.equals(found)) {
            throw new InvalidEventException(field, "is '" + found + "' in the event, not '" + wanted + "'");
        }
    }
}
