package io.dsel.verify;

/**
 * The part of the log that is verified.
 *
 * @param early ends of the events and aggregates, and of the journal, up to which all that is made of them lies before the
 *     other ends
 * @param journal what of the journal was there when the ends of all aggregates were taken
 * @param ends of events and aggregates
 */
record Extent(LogEnds early, LogEnds journal, LogEnds ends) {}
