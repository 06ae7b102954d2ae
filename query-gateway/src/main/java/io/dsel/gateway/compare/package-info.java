/**
 * What changed between two states of an object, which event set each of its fields, and when a field first had a value.
 * Pure functions over JSON trees; events are fed in their order, oldest first.
 */
package io.dsel.gateway.compare;
