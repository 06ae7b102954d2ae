/**
 * Recomputes from the log what the state stores, the aggregates and the index should say, with code of its own, and names
 * what they say instead. Nothing here is shared with what it verifies but the event model, the manifests of kinds and
 * aggregates, and what of an event a manifest's expressions take.
 */
package io.dsel.verify;
