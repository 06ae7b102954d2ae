/**
 * The index tier: events and searches in what the sink wrote to OpenSearch, and how much of the log that covers. {@link
 * io.dsel.gateway.index.EventBodies}, {@link io.dsel.gateway.index.SearchBody} and what reads their answers are pure;
 * {@link io.dsel.gateway.index.Index} asks.
 */
package io.dsel.gateway.index;
