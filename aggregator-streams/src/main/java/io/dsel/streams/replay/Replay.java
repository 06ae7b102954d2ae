package io.dsel.streams.replay;

import io.dsel.client.ReplayTarget;
import io.dsel.event.InvalidEventException;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsRunningException;
import io.dsel.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The steps of a replay, for one of several instances: pause each, apply on each, resume each.
 *
 * <p>From the beginning: the stores are emptied and made anew from the events, and the aggregates from the journal, whose
 * order gives them the ids that they had. From a time or an offset: events are read again into the stores as they are,
 * which changes nothing that was right.
 */
final class Replay {
    private static final Logger LOG = LoggerFactory.getLogger(Replay.class);

    private final StreamsEngine engine;
    private final GroupOffsets offsets;

    Replay(StreamsEngine engine, GroupOffsets offsets) {
        this.engine = engine;
        this.offsets = offsets;
    }

    /** What {@link #apply} would do now. */
    ReplayPlan plan(ReplayTarget target) {
        Set<TopicPartition> partitions = offsets.partitions();
        Map<TopicPartition, Long> earliest = offsets.offsets(partitions, OffsetSpec.earliest());
        boolean rebuild = target instanceof ReplayTarget.Earliest;
        SortedSet<String> deleted = rebuild ? offsets.changelogs() : new TreeSet<>();
        return ReplayPlan.of(
                EngineSettings.APPLICATION, rebuild, deleted, offsets.committed(), earliest, wanted(target, earliest));
    }

    void pause() {
        LOG.info("pausing for a replay");
        engine.pause("paused for a replay");
    }

    void resume() {
        LOG.info("going on after a replay");
        engine.resume();
    }

    /**
     * Moves the group; on each instance once, so that each empties its own stores.
     *
     * @throws StreamsRunningException if the group has members
     */
    ReplayPlan apply(ReplayTarget target) {
        List<String> members = offsets.members();
        if (!members.isEmpty()) {
            throw new StreamsRunningException("the group has members, which would commit over the replay: " + members);
        }
        ReplayPlan plan = plan(target);
        // The offsets first: should this end halfway, events are read into stores that know them, which does no harm.
        offsets.move(plan.offsets());
        if (plan.rebuild()) {
            engine.deleteLocalState();
            offsets.deleteChangelogs();
        }
        LOG.info("{} records will be read again{}", plan.records(), plan.rebuild() ? " into empty stores" : "");
        return plan;
    }

    private Map<TopicPartition, Long> wanted(ReplayTarget target, Map<TopicPartition, Long> earliest) {
        Set<TopicPartition> events = earliest.keySet().stream()
                .filter(partition -> partition.topic().startsWith(Topics.EVENTS_PREFIX))
                .collect(Collectors.toSet());
        return switch (target) {
            case ReplayTarget.Earliest() -> earliest;
            case ReplayTarget.Time(Instant time) -> at(events, time);
            case ReplayTarget.Offset(long offset) ->
                events.stream().collect(Collectors.toMap(partition -> partition, partition -> offset));
            case ReplayTarget.Offsets(Map<TopicPartition, Long> named) -> {
                requireKnown(named.keySet(), events);
                yield named;
            }
        };
    }

    private Map<TopicPartition, Long> at(Set<TopicPartition> events, Instant time) {
        Map<TopicPartition, Long> found =
                new HashMap<>(offsets.offsets(events, OffsetSpec.forTimestamp(time.toEpochMilli())));
        found.values().removeIf(offset -> offset < 0); // nothing was logged since
        return found;
    }

    private static void requireKnown(Set<TopicPartition> named, Set<TopicPartition> events) {
        for (TopicPartition partition : named) {
            if (!events.contains(partition)) {
                throw new InvalidEventException(
                        "offsets." + partition.topic() + "." + partition.partition(),
                        "is no partition of an event topic; aggregates and journals follow from the events");
            }
        }
    }
}
