/**
 * The aggregator's topology against the least that could stand in its place: a topology of bytes with the same stores,
 * and a loop without any. All run in this process, one after the other, on one broker.
 */
package io.dsel.bench.aggregation;
