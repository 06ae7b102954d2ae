/**
 * HTTP to log. Bodies become trees ({@link io.dsel.ingest.RequestBody}), trees become events
 * ({@link io.dsel.ingest.EventRequest}, {@link io.dsel.ingest.ManifestRequest}), and events are appended to the
 * {@link io.dsel.ingest.EventLog}; each item has an outcome of its own, and none is called stored before the log has it.
 */
package io.dsel.ingest;
