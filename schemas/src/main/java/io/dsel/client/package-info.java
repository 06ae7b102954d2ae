/** What a service needs to publish events, to read one at a position of the log, and to say where a replay begins. */
package io.dsel.client;
