package io.dsel.verify;

import io.dsel.event.LogPosition;
import io.dsel.verify.ExecutionFact.Aggregated;
import io.dsel.verify.ExecutionFact.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what the log says that executions add up to against what their events do: the greatest aggregate of each must say
 * just that, and there must be an aggregate for each event.
 *
 * <p>An event that came with two bodies may have brought about an aggregate for each, if the one that stands came later;
 * so there are as many aggregates as events, and at most as many as bodies.
 */
final class Executions {
    static final String KIND = "ExecutionStatusAggregate";

    /** Executions span apps and belong to none. */
    static final String NO_APP = "_";

    private static final Comparator<ExecutionFact> SAME_EXECUTION = Comparator.comparing(ExecutionFact::execution);

    private final Findings.Count count;
    private final Function<LogPosition, Optional<ObjectNode>> log;

    /** @param log gives the event at a position, as JSON */
    Executions(Findings.Count count, Function<LogPosition, Optional<ObjectNode>> log) {
        this.count = count;
        this.log = log;
    }

    /** @param facts in {@link ExecutionFact#ORDER} */
    void check(Iterator<ExecutionFact> facts, Runnable afterEach) {
        Ahead<ExecutionFact> ahead = new Ahead<>(facts);
        while (ahead.hasNext()) {
            check(ahead);
            afterEach.run();
        }
    }

    private void check(Ahead<ExecutionFact> facts) {
        ExecutionFact first = facts.peek();
        ExecutionSum sum = new ExecutionSum();
        long bodies = 0;
        long aggregates = 0;
        boolean moving = false;
        Part part = null;
        Aggregated greatest = null;
        while (facts.hasNext() && SAME_EXECUTION.compare(facts.peek(), first) == 0) {
            switch (facts.next()) {
                case Part next -> {
                    moving |= next.late();
                    boolean copy = part != null && part.order().equals(next.order());
                    bodies += copy && part.bodyHash() == next.bodyHash() ? 0 : 1;
                    if (!copy) {
                        sum.add(next);
                    }
                    part = next;
                }
                case Aggregated next -> {
                    if (greatest == null || !greatest.order().equals(next.order())) {
                        aggregates++;
                        greatest = next;
                    }
                }
            }
        }
        compare(first.execution(), sum, bodies, aggregates, greatest, moving);
    }

    private void compare(
            String execution, ExecutionSum sum, long bodies, long aggregates, Aggregated greatest, boolean moving) {
        if (moving) {
            count.leftOut();
        } else if (greatest == null) {
            count.missing(execution, "", "an aggregate of " + sum.events() + " events");
        } else if (sum.events() == 0) {
            count.extra(execution, greatest.order().eventId(), "an aggregate of no event");
        } else {
            count.compared();
            ObjectNode expected = sum.expected();
            List<FieldDifference> differences = new ArrayList<>();
            if (greatest.sum() != Content.of(expected)) {
                differences.addAll(named(expected, greatest));
            }
            if (aggregates < sum.events() || aggregates > bodies) {
                differences.add(new FieldDifference(
                        "(aggregates)", sum.events() + ", one for each event", Long.toString(aggregates)));
            }
            if (!differences.isEmpty()) {
                count.different(execution, greatest.order().eventId(), differences);
            }
        }
    }

    private List<FieldDifference> named(ObjectNode expected, Aggregated greatest) {
        if (!count.tells()) {
            return List.of(new FieldDifference("", "", ""));
        }
        ObjectNode found = log.apply(greatest.position())
                .map(event -> ExecutionSum.sections(event.path("spec")))
                .orElseThrow(() -> new VerificationException("the log has lost " + greatest.position() + " meanwhile"));
        return FieldDifference.between(expected, found);
    }
}
