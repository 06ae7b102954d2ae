package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Events of one partition that are stored all or none. */
final class AtomicBatch {
    private final EventLog log;
    private final EventWriter writer;

    AtomicBatch(EventLog log, EventWriter writer) {
        this.log = log;
        this.writer = writer;
    }

    /**
     * @param items at least one
     * @return all stored
     * @throws ProblemException 422 if they lie in several partitions, else the problem of the item that is to blame, with
     *     its index as {@code item}
     */
    List<Outcome> write(List<Item> items) throws InterruptedException {
        if (items.stream().allMatch(Item.Valid.class::isInstance)) {
            requireOnePartition(items);
        }
        List<Outcome> outcomes = writer.writeTogether(items);
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Rejected(Problem problem)
                    && problem.status() != IngestProblems.FAILED_DEPENDENCY) {
                throw new ProblemException(problem.with("item", i));
            }
        }
        return outcomes;
    }

    private void requireOnePartition(List<Item> items) {
        Map<Integer, Set<String>> entities = new TreeMap<>();
        for (Item item : items) {
            EntityKey entity = ((Item.Valid) item).event().entity();
            entities.computeIfAbsent(log.partition(entity), number -> new LinkedHashSet<>())
                    .add(entity.text());
        }
        if (entities.size() > 1) {
            throw new ProblemException(IngestProblems.acrossPartitions(entities));
        }
    }
}
