package io.dsel.streams.topology;

/** What a record of an event topic turned out to be. */
sealed interface Parsed permits ReadEvent, Parsed.Unreadable {

    /** No event, and never will be. */
    record Unreadable(String reason) implements Parsed {}
}
