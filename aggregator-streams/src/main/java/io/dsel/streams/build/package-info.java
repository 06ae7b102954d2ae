/**
 * Makes an aggregate of the events that were in the log before it was declared, beside what goes on. What is declared is
 * noted of every event that comes; here the events before are noted too, from the log, in the order of their time. The
 * journal takes each event once, so that it does no harm to note one that was noted, nor to begin anew.
 */
package io.dsel.streams.build;
