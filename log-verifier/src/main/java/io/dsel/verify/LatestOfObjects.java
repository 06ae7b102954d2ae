package io.dsel.verify;

import io.dsel.verify.GroupFact.Part;
import io.dsel.verify.sort.ExternalSort;
import io.dsel.verify.sort.Sorted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds, for aggregates in which of each object the latest event counts, which event that is. All events of the kinds that the
 * sources name are sorted by object, so the memory that it takes does not depend on how many objects there are.
 */
final class LatestOfObjects implements AutoCloseable {
    private static final String NOTHING = "{}";

    private final ExternalSort<ObjectFact> facts;

    LatestOfObjects(Path folder, long memoryBytes) {
        facts = new ExternalSort<>(folder, "objects", ObjectFact.form(), ObjectFact.ORDER, memoryBytes);
    }

    /** Takes an event of a kind that the aggregate's sources name, whether it is in a group or not. */
    void take(ObjectFact fact) {
        facts.add(fact);
    }

    /** Gives what groups hold of each object: the latest event of it, and those that were in them before. */
    void tell(Consumer<GroupFact> to) {
        try (Sorted<ObjectFact> sorted = facts.sorted()) {
            Ahead<ObjectFact> ahead = new Ahead<>(sorted);
            while (ahead.hasNext()) {
                tellOfObject(ahead, to);
            }
        }
    }

    @Override
    public void close() {
        facts.close();
    }

    /**
     * When an event came late, the streams may have told of it or not, and so of the one that it took the place of: the groups
     * of both may say either.
     */
    private static void tellOfObject(Ahead<ObjectFact> facts, Consumer<GroupFact> to) {
        ObjectFact object = facts.peek();
        List<ObjectFact> settled = List.of();
        List<ObjectFact> late = List.of();
        while (facts.hasNext() && facts.peek().isOfSameObject(object)) {
            List<ObjectFact> bodies = bodies(facts);
            if (bodies.stream().anyMatch(ObjectFact::late)) {
                tell(late, true, true, to);
                late = bodies;
            } else {
                tell(settled, true, false, to);
                tell(late, true, false, to);
                settled = bodies;
                late = List.of();
            }
        }
        if (late.isEmpty()) {
            tell(settled, false, false, to);
        } else {
            tell(settled, true, true, to);
            tell(late, false, true, to);
        }
    }

    /** Of the event that comes next, each once. */
    private static List<ObjectFact> bodies(Ahead<ObjectFact> facts) {
        List<ObjectFact> bodies = new ArrayList<>();
        bodies.add(facts.next());
        while (facts.hasNext() && facts.peek().isOfSameEvent(bodies.getFirst())) {
            ObjectFact next = facts.next();
            if (next.bodyHash() != bodies.getLast().bodyHash()) {
                bodies.add(next);
            }
        }
        return bodies;
    }

    private static void tell(List<ObjectFact> bodies, boolean left, boolean late, Consumer<GroupFact> to) {
        for (ObjectFact body : bodies) {
            for (String group : body.groups()) {
                to.accept(new Part(
                        group, body.order(), body.bodyHash(), late, left, body.inputs(), body.references(), NOTHING));
            }
        }
    }
}
