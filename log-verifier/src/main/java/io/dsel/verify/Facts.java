package io.dsel.verify;

import io.dsel.avro.UnreadableEventException;
import io.dsel.event.BodyHash;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.kind.Action;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import io.dsel.verify.sort.ExternalSort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the log says, sorted: the history of every entity, and the events and aggregates of every execution
 * and of every group of a declared aggregate. A record that
 * is no event, or not in its place, is in none of them, as it is in no tier.
 */
final class Facts implements AutoCloseable {
    private final Scope scope;
    private final Kinds kinds;
    private final Log log;
    private final LogEnds early;
    private final GroupFacts groups;
    private final ReferenceFacts references;
    private final ExternalSort<Sighting> history;
    private final ExternalSort<ExecutionFact> executions;
    private final SortedSet<String> objectKinds = new TreeSet<>();
    private long records;
    private long unreadable;

    /**
     * @param kinds that say which phase an event means
     * @param recomputed of the declared aggregates
     * @param early ends of the events whose aggregates are in the log
     * @param memoryBytes for all that is sorted here
     */
    Facts(Scope scope, Kinds kinds, Recomputed recomputed, Log log, LogEnds early, Path folder, long memoryBytes) {
        this.scope = scope;
        this.kinds = kinds;
        this.log = log;
        this.early = early;
        history = new ExternalSort<>(folder, "history", Sighting.form(), Sighting.BY_STANDING, memoryBytes / 2);
        executions =
                new ExternalSort<>(folder, "executions", new ExecutionForm(), ExecutionFact.ORDER, memoryBytes / 4);
        groups = new GroupFacts(recomputed, early, folder, memoryBytes / 8);
        references = new ReferenceFacts(recomputed, early, folder, memoryBytes / 8);
    }

    void take(ConsumerRecord<String, byte[]> record) {
        records++;
        try {
            Event event = log.decode(record.value());
            if (event.entity().text().equals(record.key())
                    && Topics.of(event.kind()).equals(record.topic())) {
                take(event, new LogPosition(record.topic(), record.partition(), record.offset()));
                return;
            }
        } catch (UnreadableEventException | InvalidEventException e) {
            // Counted below; the dead letters say what is wrong with it.
        }
        unreadable++;
    }

    /** The events that stand, each once: entities by their text, events in their order. May be read again. */
    Iterator<Sighting> history() {
        return OneOfEach.first(history.sorted(), Sighting.BY_ENTITY);
    }

    /** The greatest event of each entity. */
    Iterator<Sighting> heads() {
        return OneOfEach.last(history(), Sighting.BY_NAME);
    }

    Iterator<ExecutionFact> executions() {
        return executions.sorted();
    }

    GroupFacts groups() {
        return groups;
    }

    ReferenceFacts references() {
        return references;
    }

    /** Of objects, those in the scope that there are events of. */
    List<String> objectKinds() {
        return new ArrayList<>(objectKinds);
    }

    long records() {
        return records;
    }

    long unreadable() {
        return unreadable;
    }

    long events() {
        return history.items();
    }

    @Override
    public void close() {
        history.close();
        executions.close();
        groups.close();
        references.close();
    }

    private void take(Event event, LogPosition position) {
        long bodyHash = BodyHash.of(event);
        if (scope.holds(event.entity())) {
            objectKinds.add(event.kind().objectKind());
            long content = Content.of(Content.withoutRegion(EventJson.write(event)));
            history.add(new Sighting(event.entity().text(), event.meta().order(), bodyHash, content, position, true));
        }
        Optional<Action.Step> step = kinds.step(event);
        groups.take(event, position, bodyHash, step);
        references.take(event, position, bodyHash, step);
        if (scope.holdsExecutions()) {
            takeExecution(event, position, bodyHash, step);
        }
    }

    private void takeExecution(Event event, LogPosition position, long bodyHash, Optional<Action.Step> step) {
        if (!event.kind().isAggregate()) {
            boolean late = early.side(position) == LogEnds.Side.NEWER;
            executions.add(new ExecutionFact.Part(
                    event.meta().executionId(), event.meta().order(), bodyHash, late, Contribution.of(event, step)));
        } else if (event.kind().objectKind().equals(Executions.KIND)
                && event.meta().appId().equals(Executions.NO_APP)) {
            executions.add(new ExecutionFact.Aggregated(
                    event.meta().name(),
                    event.meta().order(),
                    bodyHash,
                    Content.of(ExecutionSum.sections(event.spec())),
                    position));
        }
    }
}
