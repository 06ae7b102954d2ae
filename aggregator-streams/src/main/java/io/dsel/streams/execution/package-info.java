/**
 * What an execution's events add up to. Pure: the fold depends on the set of events only, and the aggregate on the fold
 * and on the event that brought it about.
 */
package io.dsel.streams.execution;
