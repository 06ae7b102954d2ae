package io.dsel.e2e.history;

import io.dsel.event.LogPosition;

/** One record that the log has in the end. */
record Entry(String entity, String id, LogPosition position) {}
