/** The broker of the development stack: formats the storage of a single KRaft node when it is new, then runs Kafka's own server. */
package io.dsel.stack.kafka;
