/** What of an event goes into the index, and where: pure functions from events to documents, ids and index names. */
package io.dsel.sink.document;
