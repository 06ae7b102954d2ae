package io.dsel.bench.aggregation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.bench.SampleLog;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.kind.Action;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Which groups of aggregates each event of the log is in, so that a yardstick need not decode any. */
final class Groups {
    private final Map<TopicPartition, List<List<byte[]>>> byPlace = new HashMap<>();
    private final Map<String, Long> totals = new TreeMap<>();
    private long memberships;

    Groups(List<SampleLog.Placed<List<String>>> events) {
        Map<String, byte[]> keys = new HashMap<>();
        for (SampleLog.Placed<List<String>> event : events) {
            List<byte[]> groups = new ArrayList<>();
            for (String group : event.kept()) {
                groups.add(keys.computeIfAbsent(group, text -> text.getBytes(UTF_8)));
                totals.merge(group, 1L, Long::sum);
                memberships++;
            }
            List<List<byte[]>> partition = byPlace.computeIfAbsent(
                    new TopicPartition(
                            event.position().topic(), event.position().partition()),
                    place -> new ArrayList<>());
            int offset = Math.toIntExact(event.position().offset());
            while (partition.size() <= offset) {
                partition.add(List.of());
            }
            partition.set(offset, groups);
        }
    }

    /** The keys of an event's groups. */
    static List<String> of(Aggregates declared, Event event) {
        Optional<Action.Step> step = Kinds.BUILT_IN.step(event);
        List<String> groups = new ArrayList<>();
        for (Aggregate aggregate : declared.taking(event.kind())) {
            String kind = aggregate.kind().name();
            aggregate
                    .note(event, step)
                    .forEach(note -> groups.add(new EntityKey(kind, note.appId(), note.name()).text()));
        }
        return groups;
    }

    /** The names of the aggregates' topics. */
    static List<String> topics(Aggregates declared) {
        return declared.all().stream()
                .map(aggregate -> Topics.of(aggregate.kind()))
                .toList();
    }

    /** The keys of the groups of the event there, UTF-8. */
    List<byte[]> at(String topic, int partition, long offset) {
        return byPlace.get(new TopicPartition(topic, partition)).get((int) offset);
    }

    /** The number of events of each group, by the key of its aggregates. */
    Map<String, Long> totals() {
        return totals;
    }

    /** Of all events in all groups: as many as there are entries in the journal, and aggregates. */
    long memberships() {
        return memberships;
    }

    /** The topic of a group's aggregates. */
    static String topic(byte[] key) {
        return Topics.AGGREGATES_PREFIX + kind(key);
    }

    static boolean isAggregateKey(byte[] key) {
        return EventKind.isAggregate(kind(key));
    }

    private static String kind(byte[] key) {
        int end = 0;
        while (key[end] != '/') {
            end++;
        }
        return new String(Arrays.copyOf(key, end), UTF_8);
    }
}
