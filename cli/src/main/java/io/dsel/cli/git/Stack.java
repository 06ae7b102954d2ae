package io.dsel.cli.git;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What an import asks of the services. */
interface Stack {

    /**
     * Makes the topics of these event kinds, those that are not there yet.
     *
     * @throws UnavailableException where the service does not answer
     */
    void createKinds(Collection<String> eventKinds) throws InterruptedException;

    /**
     * Waits until {@link #known} tells of everything that was stored before this call.
     *
     * @throws UnavailableException where that can't be said, or takes long
     */
    void catchUp() throws InterruptedException;

    /**
     * Which of these events are stored, as far as is known.
     *
     * @throws UnavailableException where the service does not answer
     */
    Set<String> known(List<String> eventIds) throws InterruptedException;

    /**
     * Stores events.
     *
     * @return what became of each, in their order
     * @throws UnavailableException where the service does not answer; some may be stored all the same
     */
    List<Outcome> store(List<SpooledEvent> events) throws InterruptedException;

    /**
     * An object's state at a time.
     *
     * @throws UnavailableException where the service does not answer
     */
    ObjectAnswer read(String kind, String appId, String name, Instant asOf) throws InterruptedException;

    /**
     * An object's state at a time, proved to be that of all that was stored before this call.
     *
     * @throws UnavailableException where the service does not answer, or cannot prove it yet
     */
    ObjectAnswer readStrong(String kind, String appId, String name, Instant asOf) throws InterruptedException;
}
