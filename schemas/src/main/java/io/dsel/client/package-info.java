/** What a service needs to publish events and to read one at a position of the log. */
package io.dsel.client;
