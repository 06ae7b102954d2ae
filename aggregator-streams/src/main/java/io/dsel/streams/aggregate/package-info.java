/**
 * What the events of a group add up to, and when that is told. Pure: a fold depends on the set of events only, and an
 * aggregate on the fold, on how many events the group had come to know, and on the one that brought it about.
 */
package io.dsel.streams.aggregate;
