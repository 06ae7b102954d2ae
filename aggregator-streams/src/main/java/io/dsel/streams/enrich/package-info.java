/**
 * Asks the outside about groups of aggregates, beside the stream threads: these hand over what is open and never wait. What is
 * answered goes to the journal, as any other that a group comes to know; so aggregates derive from the journal alone, and a
 * replay asks nothing.
 */
package io.dsel.streams.enrich;
