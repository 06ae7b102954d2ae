/** Kafka Streams as a part of the service: how it is set up, when it runs, and how it is. */
package io.dsel.streams.engine;
