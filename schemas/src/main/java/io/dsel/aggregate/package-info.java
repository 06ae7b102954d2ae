/**
 * Aggregates as data: what a manifest of kind {@code Aggregate} says, read and checked; which groups an event belongs to and
 * what a measure takes of it, compiled and bounded. How measures are added up and what is emitted is told elsewhere.
 */
package io.dsel.aggregate;
