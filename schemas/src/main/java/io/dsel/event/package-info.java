/**
 * The event model: what an event is, which entity it is about, how the events of an entity are ordered, and where an
 * event lies in the log. Values and pure functions only; knows neither Kafka nor Avro.
 */
package io.dsel.event;
