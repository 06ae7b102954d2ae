package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.LogPosition;
import io.dsel.ingest.writer.Condition;
import io.dsel.ingest.writer.HeadView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Where events are written. */
interface EventLog {

    /**
     * An event to be written.
     *
     * @param timeGiven whether the caller gave its time; else it was made here, and is moved behind the entity's head
     * @param condition what must hold of the entity
     */
    record Write(Event event, boolean timeGiven, Condition condition) {}

    /**
     * An event that is in the log.
     *
     * @param duplicate whether it was there before
     */
    record Written(Published published, boolean duplicate) {}

    /**
     * Appends events of one partition, all or none. Events of one entity that are appended one after the other lie in that
     * order. Blocks for a while where the log takes no more.
     *
     * @return completed, with one for each, when they are durable; failed with {@link RefusedException} if one of them is
     *     not taken, or {@link LogUnavailableException}
     */
    CompletableFuture<List<Written>> append(List<Write> writes);

    /**
     * The entity's greatest event.
     *
     * @throws LogUnavailableException if the log does not answer
     */
    Optional<HeadView> head(EntityKey entity) throws InterruptedException;

    /**
     * What an id stands for, as far as it is remembered: of the entity or of another one of its partition, in the identity
     * window or as the entity's greatest event.
     *
     * @throws LogUnavailableException if the log does not answer
     */
    Optional<HeadView> find(EntityKey entity, String eventId) throws InterruptedException;

    /**
     * The event that lies there.
     *
     * @throws LogUnavailableException if the log or what its reading needs does not answer
     */
    Event read(LogPosition position);

    /**
     * Whether the event is of its kind's schema.
     *
     * @throws io.dsel.event.InvalidEventException naming the fields that are not
     * @throws LogUnavailableException if what tells does not answer
     */
    void requireSchema(Event event);

    /**
     * The partition that the entity's events lie in.
     *
     * @throws LogUnavailableException if the log has not answered yet
     */
    int partition(EntityKey entity);

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
