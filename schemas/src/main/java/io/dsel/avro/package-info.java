/**
 * Events on the wire: Avro in Confluent's format, one record type per event kind and apiVersion, {@code meta} first.
 * Turns {@link io.dsel.event.Event} into bytes and back, and reads the first fields without decoding the rest.
 */
package io.dsel.avro;
