package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<Outcome> outcomes = allValid(items) ? writeTogether(items) : writer.writeAll(invalid(items));
        for (int i = 0; i < outcomes.size(); i++) {
            if (outcomes.get(i) instanceof Outcome.Rejected(Problem problem) && problem.status() != 424) {
                throw new ProblemException(problem.with("item", allValid(items) ? i : firstInvalid(items)));
            }
        }
        return outcomes;
    }

    private List<Outcome> writeTogether(List<Item> items) throws InterruptedException {
        Map<Integer, List<String>> entities = new TreeMap<>();
        for (Item item : items) {
            EntityKey entity = ((Item.Valid) item).event().entity();
            List<String> same = entities.computeIfAbsent(log.partition(entity), number -> new ArrayList<>());
            if (!same.contains(entity.text())) {
                same.add(entity.text());
            }
        }
        if (entities.size() > 1) {
            throw new ProblemException(IngestProblems.acrossPartitions(entities));
        }
        return writer.writeTogether(items);
    }

    /** The first that is no event; none of the others is written. */
    private static List<Item> invalid(List<Item> items) {
        return List.of(items.get(firstInvalid(items)));
    }

    private static boolean allValid(List<Item> items) {
        return items.stream().allMatch(Item.Valid.class::isInstance);
    }

    private static int firstInvalid(List<Item> items) {
        int i = 0;
        while (items.get(i) instanceof Item.Valid) {
            i++;
        }
        return i;
    }
}
