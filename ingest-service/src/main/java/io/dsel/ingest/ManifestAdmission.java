package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.writer.Condition;
import io.dsel.manifest.ManifestChange;
import java.util.Optional;

/** What a manifest of one sort must be, and what must be there, before the log takes it. */
interface ManifestAdmission {

    /** Whether an event is about a manifest of ours, and not about somebody else's kind of that name. */
    boolean isFor(Event event);

    /** Whether an entity is a manifest of this sort. */
    boolean isFor(EntityKey entity);

    /**
     * Requires that events of that kind are a caller's to write.
     *
     * @throws InvalidEventException naming the fields, from the event's root, that are wrong
     */
    default void requireCallers(Event event) {}

    /**
     * What the log is to take in place of what a caller sent.
     *
     * @param on what must hold of the manifest when it does, because the event was made of what it was
     */
    record Completion(Event event, Condition on) {}

    /**
     * The event with what is not the caller's to say.
     *
     * @throws InvalidEventException naming the fields, from the manifest's root, that are wrong
     * @throws LogUnavailableException if the log does not answer
     */
    default Completion complete(Event event) {
        return new Completion(event, Condition.ANY);
    }

    /**
     * What the manifest would change. Changes nothing.
     *
     * @throws InvalidEventException naming the fields, from the manifest's root, that are wrong
     * @throws ManifestRefusedException if it does not fit what is in the log
     */
    ManifestChange examine(Event event);

    /**
     * Checks the manifest, or its deletion, then makes what it needs.
     *
     * @return what the manifest changes; empty for its deletion
     * @throws InvalidEventException naming the fields, from the manifest's root, that are wrong
     * @throws ManifestRefusedException if it does not fit what is in the log
     * @throws KindInUseException as {@link #requireUnused} does
     */
    Optional<ManifestChange> admit(Event event);

    /** @throws KindInUseException if what the manifest of that name declares is in use and must not be deleted for that */
    void requireUnused(String name);
}
