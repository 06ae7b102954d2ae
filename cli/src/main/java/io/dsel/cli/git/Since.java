package io.dsel.cli.git;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Leaves out what happened before a time, but for the last event of every object that existed then: without it the
 * object's state at that time, and until its next change, would be unknown. Those events keep their own times and ids,
 * so that a later import of the whole history adds only what is missing.
 */
final class Since {

    private final Instant time;
    private final Output output;
    private final Map<EntityKey, Event> living = new LinkedHashMap<>();
    private boolean reached;

    /** Where the events go. */
    @FunctionalInterface
    interface Output {
        void accept(Event event) throws IOException;
    }

    Since(Instant time, Output output) {
        this.time = time;
        this.output = output;
    }

    /** The next event; they come in the order of time. */
    void event(Event event) throws IOException {
        if (!event.meta().timestamp().isBefore(time)) {
            reach();
            output.accept(event);
        } else if (event.kind().isDeletion()) {
            living.remove(event.entity());
        } else {
            living.put(event.entity(), event);
        }
    }

    /** There are no more events. */
    void end() throws IOException {
        reach();
    }

    private void reach() throws IOException {
        if (reached) {
            return;
        }
        reached = true;
        List<Event> before = living.values().stream()
                .sorted(Comparator.comparing(event -> event.meta().order()))
                .toList();
        living.clear();
        for (Event event : before) {
            output.accept(event);
        }
    }
}
