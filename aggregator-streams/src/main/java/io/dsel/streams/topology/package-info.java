/**
 * The way of an event through Kafka Streams, one topology a class: {@link io.dsel.streams.topology.EventSources} reads
 * and checks, {@link io.dsel.streams.topology.HeadsTopology} keeps each entity's greatest event,
 * {@link io.dsel.streams.topology.HistoryTopology} notes where each event lies,
 * {@link io.dsel.streams.topology.JournalTopology} writes what is new to the journal of aggregates, beside what
 * {@link io.dsel.streams.topology.ReferencesTopology} has seen of the objects that groups refer to,
 * and {@link io.dsel.streams.topology.AggregateTopology} folds that. Built without I/O and without a clock.
 */
package io.dsel.streams.topology;
