package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends items to the log, in the order given, and says of each what became of it. */
final class EventWriter {
    private static final Logger LOG = LoggerFactory.getLogger(EventWriter.class);

    private final EventLog log;
    private final ProblemTable problems;
    private final Duration timeout;

    /** @param timeout after which an event that the log has not acknowledged is rejected */
    EventWriter(EventLog log, ProblemTable problems, Duration timeout) {
        this.log = log;
        this.problems = problems;
        this.timeout = timeout;
    }

    /** One item, read from its text or manifest: an event, or what is wrong with it. */
    sealed interface Item {
        /** @param translate names the fields of a late refusal as the caller knows them */
        record Valid(Event event, Refusals translate) implements Item {}

        record Invalid(RuntimeException error) implements Item {}
    }

    /** Turns an exception of the log into one in the caller's terms. */
    interface Refusals {
        Throwable translate(Throwable error);
    }

    /** An item on its way. */
    record Pending(Item item, CompletableFuture<Published> published, long deadlineNanos) {}

    /** Writes all; topics of kinds that are new are made in one go. */
    List<Outcome> writeAll(List<Item> items) throws InterruptedException {
        long deadline = deadline();
        makeTopics(items);
        List<Pending> pending = new ArrayList<>(items.size());
        for (Item item : items) {
            pending.add(start(item, deadline));
        }
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (Pending one : pending) {
            outcomes.add(await(one));
        }
        return outcomes;
    }

    /** Starts to write an item; blocks while the log takes no more. */
    Pending start(Item item) {
        return start(item, deadline());
    }

    /** Whether {@link #await} answers at once. */
    boolean isKnown(Pending pending) {
        return pending.item() instanceof Item.Invalid || pending.published().isDone();
    }

    /** Waits for what becomes of the item, until its deadline. */
    Outcome await(Pending pending) throws InterruptedException {
        if (!(pending.item() instanceof Item.Valid(Event event, Refusals refusals))) {
            return rejected(((Item.Invalid) pending.item()).error());
        }
        try {
            long left = Math.max(0, pending.deadlineNanos() - System.nanoTime());
            return new Outcome.Stored(event.entity(), pending.published().get(left, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return inDoubt(event, "no acknowledgement within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return e.getCause() instanceof LogUnavailableException unavailable
                    ? inDoubt(event, unavailable.getMessage())
                    : rejected(refusals.translate(e.getCause()));
        }
    }

    private Pending start(Item item, long deadline) {
        return switch (item) {
            case Item.Invalid invalid -> new Pending(invalid, null, deadline);
            case Item.Valid valid ->
                new Pending(
                        valid,
                        deadline - System.nanoTime() > 0
                                ? log.append(valid.event())
                                : CompletableFuture.failedFuture(
                                        new LogUnavailableException("those before it have used up the time")),
                        deadline);
        };
    }

    private void makeTopics(List<Item> items) {
        Set<EventKind> kinds = items.stream()
                .filter(Item.Valid.class::isInstance)
                .map(item -> ((Item.Valid) item).event().kind())
                .collect(Collectors.toSet());
        log.createTopics(kinds);
    }

    private long deadline() {
        return System.nanoTime() + timeout.toNanos();
    }

    private static Outcome inDoubt(Event event, String reason) {
        String id = event.meta().eventId();
        return new Outcome.Rejected(IngestProblems.unavailable(reason
                        + "; it may be in the log all the same: send it again under the id " + id
                        + ", so that it counts once")
                .with("eventId", id));
    }

    private Outcome rejected(Throwable error) {
        Problem problem = problems.of(error);
        if (problem.status() == 500) {
            LOG.error("an event could not be written", error);
        }
        return new Outcome.Rejected(problem);
    }
}
