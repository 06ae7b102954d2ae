package io.dsel.ingest.writer;

import io.dsel.event.LogPosition;

/**
 * Where and when the log has taken an event.
 *
 * @param logTime milliseconds since 1970 UTC, by the broker's clock
 */
record Placed(LogPosition position, long logTime) {}
