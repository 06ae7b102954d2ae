package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Where events are written. */
interface EventLog {

    /**
     * Appends an event. Events of one entity that are appended one after the other lie in that order. Blocks for a while
     * where the log takes no more.
     *
     * @return completed when the event is durable; failed with {@link io.dsel.event.InvalidEventException} if it does
     *     not fit its kind's schema, {@link EventTooLargeException} or {@link LogUnavailableException}
     */
    CompletableFuture<Published> append(Event event);

    /**
     * Makes room for these kinds, in one request.
     *
     * @return the topics that were not there before
     * @throws LogUnavailableException if the log does not answer
     */
    Set<String> createTopics(Collection<EventKind> kinds);

    /**
     * The topics of events and aggregates, with their numbers of partitions.
     *
     * @throws LogUnavailableException if the log does not answer
     */
    Map<String, Integer> topics();

    /**
     * The cluster that positions belong to.
     *
     * @throws LogUnavailableException if the log has not answered yet
     */
    String clusterId();
}
