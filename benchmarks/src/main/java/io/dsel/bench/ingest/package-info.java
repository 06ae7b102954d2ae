/** Writing over HTTP: against a bare producer, against a handler that does nothing, against PostgreSQL. */
package io.dsel.bench.ingest;
