/**
 * The way of an event through Kafka Streams, one topology a class: {@link io.dsel.streams.topology.EventSources} reads
 * and checks, {@link io.dsel.streams.topology.HeadsTopology} keeps each entity's greatest event,
 * {@link io.dsel.streams.topology.HistoryTopology} notes where each event lies,
 * {@link io.dsel.streams.topology.JournalTopology} writes what is new to its execution's journal, and
 * {@link io.dsel.streams.topology.ExecutionTopology} folds the journal. Built without I/O and without a clock.
 */
package io.dsel.streams.topology;
