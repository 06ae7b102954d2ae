package io.dsel.ingest;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.VersionedManifest;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.writer.Condition;
import io.dsel.ingest.writer.HeadView;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Which versions an aggregate has, as the log says now, and which it is to have. */
final class AggregateVersioning {
    private final EventLog log;

    AggregateVersioning(EventLog log) {
        this.log = log;
    }

    /**
     * A manifest at one moment.
     *
     * @param versions empty if there was none that can be used
     * @param deleted whether it is deleted
     * @param condition that holds as long as it is so
     */
    record State(Optional<VersionedManifest> versions, boolean deleted, Condition condition, Optional<HeadView> head) {}

    /** @throws LogUnavailableException if the log does not answer */
    State state(String aggregate) {
        Optional<HeadView> head = head(aggregate);
        if (head.isEmpty()) {
            return new State(
                    Aggregates.builtInManifest(aggregate).map(VersionedManifest::of), false, Condition.ABSENT, head);
        }
        return new State(
                usable(log.read(head.get().position()).state()),
                head.get().deletion(),
                new Condition.BuildsOn(head.get().eventId()),
                head);
    }

    /**
     * What is to be stored where a caller sends a manifest.
     *
     * @throws InvalidEventException naming the fields, from the manifest's root, that are wrong
     */
    VersionedManifest applied(State state, JsonNode sent) {
        if (state.versions().isEmpty()) {
            return VersionedManifest.first(sent);
        }
        VersionedManifest known = state.versions().get();
        return state.deleted() ? known.declaredAgain(sent) : known.applied(sent);
    }

    /** The event with another object. */
    static Event with(Event event, VersionedManifest manifest) {
        ObjectNode spec = event.spec().objectNode();
        spec.setAll(event.spec());
        spec.set(event.kind().objectField(), manifest.object());
        return new Event(event.apiVersion(), event.kind(), event.meta(), spec);
    }

    private Optional<HeadView> head(String aggregate) {
        try {
            return log.head(new EntityKey(AggregateManifest.KIND, AggregateManifest.APP_ID, aggregate));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while asking for the manifest of " + aggregate, e);
        }
    }

    /** One that came straight to the log may be none that can be used; then it is as if it were not there. */
    private static Optional<VersionedManifest> usable(JsonNode manifest) {
        try {
            VersionedManifest versions = VersionedManifest.of(manifest);
            versions.applied(versions.object());
            return Optional.of(versions);
        } catch (InvalidEventException e) {
            return Optional.empty();
        }
    }
}
