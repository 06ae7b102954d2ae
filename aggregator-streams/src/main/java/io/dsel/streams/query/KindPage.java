package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import java.util.Optional;

/**
 * Which heads are asked for: those of a kind, or of an app of it, in the order of their entities' text.
 *
 * @param app null for all
 * @param limit items of the page
 * @param after the page's entities come after this text
 */
record KindPage(String kind, String app, int limit, Optional<String> after) {

    /** What the entities' text begins with. */
    String prefix() {
        String any = new EntityKey(kind, app == null ? "_" : app, "_").text();
        return any.substring(0, any.length() - (app == null ? "_/_" : "_").length());
    }

    /** Not after the first entity. */
    String from() {
        return after.filter(text -> text.compareTo(prefix()) > 0).orElseGet(this::prefix);
    }

    /** After the last entity: the character that follows the slash. */
    String to() {
        String prefix = prefix();
        return prefix.substring(0, prefix.length() - 1) + (char) ('/' + 1);
    }
}
