/**
 * The index tier: search over what the sink wrote to OpenSearch, and how much of the log that covers. {@link
 * io.dsel.gateway.index.SearchQuery}, {@link io.dsel.gateway.index.SearchBody} and {@link
 * io.dsel.gateway.index.SearchCursor} are pure; {@link io.dsel.gateway.index.IndexTier} asks.
 */
package io.dsel.gateway.index;
