/** How far aggregates are with the events that were in the log before them: kept in the log, by the service that builds them. */
package io.dsel.build;
