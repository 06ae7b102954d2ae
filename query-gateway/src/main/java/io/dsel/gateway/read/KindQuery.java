package io.dsel.gateway.read;

import java.util.Optional;

/**
 * Entities of a kind.
 *
 * @param limit items of the page
 * @param after the page's entities come after this text
 */
public record KindQuery(String kind, Optional<String> app, int limit, Optional<String> after) {
    public Scope scope() {
        return Scope.ofKind(kind);
    }

    /** What a cursor is bound to. */
    public String identity() {
        return "objects " + kind + " " + app;
    }
}
