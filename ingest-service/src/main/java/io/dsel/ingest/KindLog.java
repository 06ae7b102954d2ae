package io.dsel.ingest;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.Aggregates;
import io.dsel.build.Build;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Where kinds and aggregates are declared, and what their events need. */
interface KindLog {

    /** Those that are declared now. */
    Kinds kinds();

    /** The aggregates that are declared now. */
    Aggregates aggregates();

    /**
     * Schemas under whose name events were written already, oldest first.
     *
     * @throws LogUnavailableException if the registry does not answer
     */
    List<Schema> written(Schema schema);

    /**
     * Makes the topics of a kind's events and registers their schemas.
     *
     * @throws InvalidEventException if the registry finds a schema incompatible
     * @throws LogUnavailableException if broker or registry do not answer
     */
    void prepare(Kind kind);

    /**
     * Makes the topics of the events of an aggregate's versions.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    void prepare(AggregateVersions versions);

    /**
     * How far a version is with the events that were there before it; empty if that has not begun.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    Optional<Build> build(Aggregate version);

    /**
     * Those that there are events of.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    List<EventKind> used(Collection<EventKind> kinds);

    /** Waits a while until an event about a manifest counts here. @return whether it does */
    boolean awaitLive(String eventId) throws InterruptedException;
}
