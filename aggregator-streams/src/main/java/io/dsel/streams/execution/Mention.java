package io.dsel.streams.execution;

import io.dsel.event.EventOrder;

/**
 * The version under which an object was named, and by which event.
 *
 * @param version null where none was named
 */
record Mention(String version, EventOrder by) {

    /** The one by the greater event. */
    static Mention later(Mention one, Mention other) {
        return one.by().compareTo(other.by()) >= 0 ? one : other;
    }
}
