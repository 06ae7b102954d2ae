/** What the log itself tells: which kinds have topics, and how far a consumer group has come in them. */
package io.dsel.gateway.log;
