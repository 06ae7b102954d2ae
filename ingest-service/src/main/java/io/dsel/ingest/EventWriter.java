package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.LogPosition;
import io.dsel.ingest.EventLog.Written;
import io.dsel.ingest.writer.Condition;
import io.dsel.manifest.ManifestChange;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
        /**
         * @param intent that is stored right before it, or neither is
         * @param translate names the fields of a late refusal as the caller knows them
         * @param change that a manifest makes
         */
        record Valid(
                EventLog.Write write,
                Optional<EventLog.Write> intent,
                Refusals translate,
                Optional<ManifestChange> change)
                implements Item {
            Valid(EventLog.Write write, Refusals translate) {
                this(write, Optional.empty(), translate);
            }

            Valid(EventLog.Write write, Optional<EventLog.Write> intent, Refusals translate) {
                this(write, intent, translate, Optional.empty());
            }

            boolean isConditional() {
                return !(intent.orElse(write).condition() instanceof Condition.Any);
            }

            /** A manifest in its place, under a condition where the caller gave none. */
            Valid with(Event event, Condition unlessGiven, Optional<ManifestChange> made) {
                EventLog.Write first = intent.orElse(write);
                EventLog.Write conditioned = new EventLog.Write(
                        intent.isPresent() ? first.event() : event,
                        first.timeGiven(),
                        first.condition() instanceof Condition.Any ? unlessGiven : first.condition());
                return intent.isPresent()
                        ? new Valid(
                                new EventLog.Write(event, write.timeGiven(), write.condition()),
                                Optional.of(conditioned),
                                translate,
                                made)
                        : new Valid(conditioned, intent, translate, made);
            }

            Stream<EventLog.Write> writes() {
                return Stream.concat(intent.stream(), Stream.of(write));
            }

            Event event() {
                return write.event();
            }
        }

        /** @param entity that it would be about, as far as that can be told */
        record Invalid(RuntimeException error, Optional<EntityKey> entity) implements Item {
            Invalid(RuntimeException error) {
                this(error, Optional.empty());
            }
        }

        /** Items of one entity are stored together. */
        default Optional<EntityKey> about() {
            return switch (this) {
                case Valid valid -> Optional.of(valid.event().entity());
                case Invalid invalid -> invalid.entity();
            };
        }
    }

    /** Turns an exception of the log into one in the caller's terms. */
    interface Refusals {
        Throwable translate(Throwable error);
    }

    /**
     * Items on their way that are stored all or none, of one partition; none, if one of them is no event.
     *
     * @param items what their answers need; no event waits in memory until a slow client has read its answer
     */
    record Pending(List<Asked> items, CompletableFuture<List<Written>> written, long deadlineNanos) {}

    /** What an item's answer needs. */
    sealed interface Asked {
        record OfEvent(EntityKey entity, String eventId, Refusals translate, Optional<ManifestChange> change)
                implements Asked {}

        record OfNone(RuntimeException error) implements Asked {}

        static Asked of(Item item) {
            return switch (item) {
                case Item.Valid valid ->
                    new OfEvent(
                            valid.event().entity(), valid.event().meta().eventId(), valid.translate(), valid.change());
                case Item.Invalid invalid -> new OfNone(invalid.error());
            };
        }
    }

    private record Place(Pending unit, int index) {}

    /**
     * Writes all, each entity's events together or not at all, in the order given; topics of kinds that are new are made in
     * one go.
     */
    List<Outcome> writeAll(List<Item> items) throws InterruptedException {
        long deadline = deadline();
        makeTopics(items);
        Map<Object, List<Integer>> units = new LinkedHashMap<>();
        for (int i = 0; i < items.size(); i++) {
            Optional<EntityKey> entity = items.get(i).about();
            units.computeIfAbsent(entity.isPresent() ? entity.get() : i, key -> new ArrayList<>())
                    .add(i);
        }
        Place[] places = new Place[items.size()];
        units.values().forEach(indexes -> {
            Pending unit = start(indexes.stream().map(items::get).toList(), deadline);
            for (int i = 0; i < indexes.size(); i++) {
                places[indexes.get(i)] = new Place(unit, i);
            }
        });
        List<Outcome> outcomes = new ArrayList<>(places.length);
        for (Place place : places) {
            outcomes.add(await(place.unit(), place.index()));
        }
        return outcomes;
    }

    /** Writes all together or none. @param items at least one; of one partition, if all are valid */
    List<Outcome> writeTogether(List<Item> items) throws InterruptedException {
        long deadline = deadline();
        if (firstInvalid(items) == items.size()) {
            makeTopics(items);
        }
        Pending unit = start(items, deadline);
        List<Outcome> outcomes = new ArrayList<>(items.size());
        for (int i = 0; i < items.size(); i++) {
            outcomes.add(await(unit, i));
        }
        return outcomes;
    }

    /** Starts to write an item; blocks while the log takes no more. */
    Pending start(Item item) {
        return start(List.of(item), deadline());
    }

    /** Whether {@link #await} answers at once. */
    boolean isKnown(Pending pending) {
        return pending.written().isDone();
    }

    /** Waits for what becomes of the only item. */
    Outcome await(Pending pending) throws InterruptedException {
        return await(pending, 0);
    }

    /** Waits for what becomes of the item, until its deadline. */
    private Outcome await(Pending pending, int index) throws InterruptedException {
        return switch (pending.items().get(index)) {
            case Asked.OfNone(RuntimeException error) -> rejected(error);
            case Asked.OfEvent event -> await(pending, index, event);
        };
    }

    private Outcome await(Pending pending, int index, Asked.OfEvent event) throws InterruptedException {
        try {
            long left = Math.max(0, pending.deadlineNanos() - System.nanoTime());
            Written written = pending.written().get(left, TimeUnit.NANOSECONDS).get(index);
            return new Outcome.Stored(event.entity(), written.published(), written.duplicate(), event.change());
        } catch (TimeoutException e) {
            return inDoubt(event, "no acknowledgement within " + timeout.toMillis() + " ms");
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                case LogUnavailableException unavailable -> inDoubt(event, unavailable.getMessage());
                case RefusedException refused
                when refused.item() != index ->
                    new Outcome.Rejected(
                            IngestProblems.failedDependency(pending.items().get(refused.item())));
                case RefusedException refused -> rejected(event.translate().translate(refused.reason()));
                case Throwable other -> rejected(other);
            };
        }
    }

    private Pending start(List<Item> items, long deadline) {
        return new Pending(items.stream().map(Asked::of).toList(), append(items, deadline), deadline);
    }

    private CompletableFuture<List<Written>> append(List<Item> items, long deadline) {
        int invalid = firstInvalid(items);
        if (invalid < items.size()) {
            RuntimeException error = ((Item.Invalid) items.get(invalid)).error();
            return CompletableFuture.failedFuture(new RefusedException(invalid, error));
        }
        if (deadline - System.nanoTime() <= 0) {
            return CompletableFuture.failedFuture(new LogUnavailableException("those before it have used up the time"));
        }
        List<EventLog.Write> writes = new ArrayList<>();
        List<Integer> owners = new ArrayList<>();
        List<Integer> outcomes = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            for (EventLog.Write write : ((Item.Valid) items.get(i)).writes().toList()) {
                writes.add(write);
                owners.add(i);
            }
            outcomes.add(writes.size() - 1);
        }
        return log.append(writes)
                .thenApply(written -> outcomes.stream().map(written::get).toList())
                .exceptionallyCompose(error -> CompletableFuture.failedFuture(ofItem(error, owners)));
    }

    /** A refusal names the write, and its caller knows items. */
    private static Throwable ofItem(Throwable error, List<Integer> owners) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return cause instanceof RefusedException refused
                ? new RefusedException(owners.get(refused.item()), refused.reason())
                : cause;
    }

    /** Its index; as many as there are if all are events. */
    private static int firstInvalid(List<Item> items) {
        int i = 0;
        while (i < items.size() && items.get(i) instanceof Item.Valid) {
            i++;
        }
        return i;
    }

    private void makeTopics(List<Item> items) {
        Set<EventKind> kinds = items.stream()
                .filter(Item.Valid.class::isInstance)
                .flatMap(item -> ((Item.Valid) item).writes())
                .map(write -> write.event().kind())
                .collect(Collectors.toSet());
        log.createTopics(kinds);
    }

    private long deadline() {
        return System.nanoTime() + timeout.toNanos();
    }

    private static Outcome inDoubt(Asked.OfEvent event, String reason) {
        String id = event.eventId();
        return new Outcome.Rejected(IngestProblems.unavailable(reason
                        + "; it may be in the log all the same: send it again under the id " + id
                        + ", so that it counts once")
                .with("eventId", id));
    }

    /** The outcome that an error is. */
    Outcome rejected(Throwable error) {
        Problem problem = problems.of(error);
        if (problem.status() == 500) {
            LOG.error("an event could not be written", error);
        }
        if (error instanceof ConflictException conflict && conflict.there().isPresent()) {
            problem = withEvent(problem, conflict.there().get().position());
        }
        return new Outcome.Rejected(problem);
    }

    /** Its place is in the problem already, so that a log that does not give it does no harm. */
    private Problem withEvent(Problem problem, LogPosition position) {
        try {
            return problem.with("event", EventJson.write(log.read(position)));
        } catch (LogUnavailableException e) {
            LOG.info("a conflict is told without its event: {}", e.getMessage());
            return problem;
        }
    }
}
