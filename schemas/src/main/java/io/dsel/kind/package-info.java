/**
 * Kinds as data: what a manifest of kind {@code Kind} says, read and checked; the event schemas that follow from it; its
 * rules and conversions, compiled and bounded. Values and pure functions only; where manifests come from is told elsewhere.
 */
package io.dsel.kind;
