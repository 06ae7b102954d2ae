/** Reads of single objects over HTTP: against depth, against replaying from PostgreSQL, against a handler that does nothing. */
package io.dsel.bench.read;
