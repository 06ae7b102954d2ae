package io.dsel.cli.git;

import io.dsel.cli.progress.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sends spooled events in their order, a chunk at a time, leaving out those that are stored already. Nothing is
 * remembered between imports: what is stored is asked, so running again continues where the last one stopped.
 */
final class EventSender {

    /** Well within what the ingest service keeps on its way for one request. */
    private static final int CHUNK_EVENTS = 500;

    private static final int CHUNK_BYTES = 4 << 20;

    private final Stack stack;
    private final Patience patience;
    private final Consumer<String> warnings;
    private final SendCounts counts = new SendCounts();
    private boolean asksWhatIsKnown = true;

    /** @param warnings what the person who waits should know, one sentence each */
    EventSender(Stack stack, Patience patience, Consumer<String> warnings) {
        this.stack = stack;
        this.patience = patience;
        this.warnings = warnings;
    }

    /**
     * Sends it all.
     *
     * @throws ImportException where a service stays away; says how far it got
     */
    SendCounts send(EventSpool spool, Progress progress) throws IOException, InterruptedException {
        try (EventSpool.Reader reader = spool.reader()) {
            if (spool.size() > 0) {
                patience.run(() -> {
                    stack.createKinds(spool.kinds());
                    return null;
                });
                awaitKnown();
            }
            progress.start("sending", "events", spool.size());
            for (List<SpooledEvent> chunk = next(reader); !chunk.isEmpty(); chunk = next(reader)) {
                send(chunk);
                progress.at(counts.total());
            }
            progress.end();
        } catch (UnavailableException e) {
            throw new ImportException(
                    e.getMessage() + "; " + counts.total() + " of " + spool.size()
                            + " events were done. Import again to continue there",
                    e);
        }
        return counts;
    }

    /** So that importing again right after an import adds nothing. */
    private void awaitKnown() throws InterruptedException {
        try {
            patience.run(() -> {
                stack.catchUp();
                return null;
            });
        } catch (UnavailableException e) {
            warnings.accept("cannot tell for sure which events are stored already, so some may be sent again; an event"
                    + " that is there counts once all the same (" + e.getMessage() + ")");
        }
    }

    private static List<SpooledEvent> next(EventSpool.Reader reader) throws IOException {
        return reader.next(CHUNK_EVENTS, CHUNK_BYTES);
    }

    private void send(List<SpooledEvent> chunk) throws InterruptedException {
        Set<String> known = known(chunk);
        List<SpooledEvent> left =
                chunk.stream().filter(event -> !known.contains(event.id())).toList();
        counts.alreadyThere(chunk.size() - left.size());
        while (!left.isEmpty()) {
            left = patience.run(new Attempt(left));
        }
    }

    private Set<String> known(List<SpooledEvent> chunk) throws InterruptedException {
        if (!asksWhatIsKnown) {
            return Set.of();
        }
        try {
            return stack.known(chunk.stream().map(SpooledEvent::id).toList());
        } catch (UnavailableException e) {
            asksWhatIsKnown = false;
            warnings.accept("cannot ask which events are stored already, so all are sent; an event that is there"
                    + " counts once all the same (" + e.getMessage() + ")");
            return Set.of();
        }
    }

    /** One request, and again for what it left open. */
    private final class Attempt implements Patience.Attempt<List<SpooledEvent>> {

        private List<SpooledEvent> events;

        Attempt(List<SpooledEvent> events) {
            this.events = events;
        }

        /** @return nothing, or, where this got on but not to the end, what is left */
        @Override
        public List<SpooledEvent> run() throws InterruptedException {
            List<Outcome> outcomes = stack.store(events);
            List<SpooledEvent> open = new ArrayList<>();
            String problem = "";
            for (int i = 0; i < events.size(); i++) {
                switch (outcomes.get(i)) {
                    case Outcome.Stored() -> counts.sent(1);
                    case Outcome.Refused(String why) -> counts.failed(events.get(i), why);
                    case Outcome.Unknown(String why) -> {
                        open.add(events.get(i));
                        problem = why;
                    }
                }
            }
            if (open.size() == events.size()) {
                throw new UnavailableException(problem);
            }
            return open;
        }
    }
}
