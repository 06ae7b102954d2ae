package io.dsel.ingest;

import java.util.Optional;

/**
 * What a request's address says of a bare manifest.
 *
 * @param source what to call it in a message: {@code the path}, {@code the query}
 */
record ManifestPlace(String source, Optional<String> kind, Optional<String> appId, Optional<String> name) {

    static ManifestPlace path(String kind, String appId, String name) {
        return new ManifestPlace("the path", Optional.of(kind), Optional.of(appId), Optional.of(name));
    }

    /** The same for an object whose kind belongs to one application; a path that names another is left to be refused. */
    ManifestPlace of(String onlyApp) {
        return kind.isPresent() ? this : new ManifestPlace("its kind", kind, Optional.of(onlyApp), name);
    }

    static ManifestPlace query(Optional<String> appId) {
        return new ManifestPlace("the query", Optional.empty(), appId, Optional.empty());
    }
}
