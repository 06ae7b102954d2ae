package io.dsel.ingest.writer;

import io.dsel.event.LogPosition;

/**
 * An event that is in the log: an entity's head, or what a known id stands for.
 *
 * @param timestamp event time, milliseconds since 1970 UTC
 * @param deletion whether it is a deletion
 */
public record HeadView(String eventId, long timestamp, boolean deletion, LogPosition position) {}
