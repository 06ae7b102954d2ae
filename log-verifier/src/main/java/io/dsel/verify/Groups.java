package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.Each;
import io.dsel.aggregate.Emission;
import io.dsel.event.EntityKey;
import io.dsel.event.LogPosition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.ToLongBiFunction;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds what the log says that groups of declared aggregates add up to against what their events do. The greatest aggregate
 * of a group that is told with each event must be of all of them; that of one that is told less often of those that the
 * group knew then, which the journal says.
 */
final class Groups {
    private final Findings.Count count;
    private final Recomputed recomputed;
    private final ToLongBiFunction<Aggregate, Integer> time;
    private final Function<LogPosition, Optional<ObjectNode>> log;

    /**
     * @param time to which event time had come for an aggregate in a partition of the journal, milliseconds since 1970 UTC
     * @param log gives the event at a position, as JSON
     */
    Groups(
            Findings.Count count,
            Recomputed recomputed,
            ToLongBiFunction<Aggregate, Integer> time,
            Function<LogPosition, Optional<ObjectNode>> log) {
        this.count = count;
        this.recomputed = recomputed;
        this.time = time;
        this.log = log;
    }

    /** @param facts in {@link GroupFact#ORDER} */
    void check(Iterator<GroupFact> facts, BiConsumer<Aggregate, GroupReading> afterEach) {
        Ahead<GroupFact> ahead = new Ahead<>(facts);
        while (ahead.hasNext()) {
            Aggregate aggregate = recomputed.ofGroup(ahead.peek().group()).orElseThrow();
            GroupReading group = GroupReading.of(aggregate, ahead);
            judge(aggregate, group);
            afterEach.accept(aggregate, group);
        }
    }

    private void judge(Aggregate aggregate, GroupReading group) {
        if (group.isMoving()) {
            count.leftOut();
        } else if (group.members() + group.left() == 0 && group.greatest() != null) {
            count.extra(group.group(), group.greatest().order().eventId(), "an aggregate of no event");
        } else if (group.greatest() != null || group.unnoted() + group.unknown() > 0) {
            compare(aggregate, group);
        } else if (Recomputed.isCalm(aggregate) ? hasEnded(aggregate, group) : group.members() > 0) {
            count.missing(group.group(), "", "an aggregate of " + group.members() + " events");
        } else if (Recomputed.isCalm(aggregate)) {
            count.leftOut(); // nothing was told yet, and nothing need be
        } // else what left it had come after the event that took its place, and was never told of
    }

    private void compare(Aggregate aggregate, GroupReading group) {
        count.compared();
        List<FieldDifference> differences = new ArrayList<>();
        if (group.unnoted() + group.unknown() > 0) {
            differences.add(new FieldDifference(
                    "(journal)",
                    group.members() + " events",
                    group.unnoted() + " of them not noted, and " + group.unknown() + " others noted"));
        } else if (Recomputed.isCalm(aggregate)) {
            compareSequence(aggregate, group, differences);
        } else if (isOfLatest(aggregate)) {
            compareChanges(group, differences);
        } else {
            compareCounts(aggregate, group, differences);
        }
        if (group.greatest() != null && (group.sum().events() > 0 || isOfLatest(aggregate))) {
            compareContent(group, differences);
        }
        if (!differences.isEmpty()) {
            String id = group.greatest() == null ? "" : group.greatest().order().eventId();
            count.different(group.group(), id, differences);
        }
    }

    private void compareContent(GroupReading group, List<FieldDifference> differences) {
        ObjectNode expected =
                group.sum().expected(EntityKey.parse(group.group()), Instant.ofEpochMilli(group.firstTime()));
        LogPosition position = group.greatest().position();
        if (group.greatest().content() == Content.of(expected)) {
            return;
        }
        if (!count.tells()) {
            differences.add(new FieldDifference("", "", ""));
            return;
        }
        ObjectNode found = log.apply(position)
                .map(event -> GroupSections.of(event.path("spec")))
                .orElseThrow(() -> new VerificationException("the log has lost " + position + " meanwhile"));
        differences.addAll(FieldDifference.between(expected, found));
    }

    private static boolean isOfLatest(Aggregate aggregate) {
        return aggregate.manifest().each() == Each.OBJECT;
    }

    /** How often objects came and went hangs on the order in which their events came; each that is there came once. */
    private static void compareChanges(GroupReading group, List<FieldDifference> differences) {
        long sequence = group.greatest().sequence();
        if (sequence < group.members()) {
            differences.add(
                    new FieldDifference("eventStream.sequence", group.members() + " or more", Long.toString(sequence)));
        }
    }

    /**
     * With each event there is an aggregate, save for one that was declared while events came: those that an instance got
     * before it had heard of the aggregate are told together, with the next. What it refers to, and what the outside
     * answers, brings about more of them.
     */
    private static void compareCounts(Aggregate aggregate, GroupReading group, List<FieldDifference> differences) {
        long sequence = group.greatest().sequence();
        if (sequence < group.members() || sequence > group.bodies()) {
            differences.add(new FieldDifference(
                    "eventStream.sequence", Long.toString(group.members()), Long.toString(sequence)));
        }
        boolean knownToAll = Aggregates.BUILT_IN
                .find(aggregate.name())
                .filter(known -> known.formula().equals(aggregate.formula()))
                .isPresent();
        boolean tellsMore = !aggregate.manifest().references().isEmpty()
                || !aggregate.manifest().enrichments().isEmpty();
        boolean tooMany = !tellsMore && group.aggregates() > group.bodies();
        if (tooMany || knownToAll && group.aggregates() < group.members()) {
            differences.add(new FieldDifference(
                    "(aggregates)", group.members() + ", one for each event", Long.toString(group.aggregates())));
        }
    }

    private void compareSequence(Aggregate aggregate, GroupReading group, List<FieldDifference> differences) {
        Emission emission = aggregate.manifest().emission();
        long sequence = group.greatest().sequence();
        long changes = group.changes();
        boolean isBucketed = emission.seconds() > 0;
        String expected;
        if (hasEnded(aggregate, group)) {
            expected = sequence == changes ? "" : changes + ", because the period has ended";
        } else if (sequence < 1 || sequence > changes) {
            expected = "1 to " + changes;
        } else {
            boolean due = isBucketed || sequence % emission.every() == 0;
            expected = due ? "" : "a multiple of " + emission.every();
        }
        if (!expected.isEmpty()) {
            differences.add(new FieldDifference("eventStream.sequence", expected, Long.toString(sequence)));
        }
    }

    /** Whether the group's period had ended before what is verified did, so that all of it must have been told. */
    private boolean hasEnded(Aggregate aggregate, GroupReading group) {
        if (aggregate.manifest().emission().on() != Emission.On.PERIOD || group.partition() < 0) {
            return false;
        }
        Instant end = aggregate.manifest().period().orElseThrow().end(Instant.ofEpochMilli(group.firstTime()));
        return end.toEpochMilli() <= time.applyAsLong(aggregate, group.partition());
    }
}
