package io.dsel.sink.log;

import io.dsel.index.Generations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The consumer groups, one for each generation of the index: how far they are, together with all their members. */
public final class Groups implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final SinkSettings settings;
    private final Admin admin;

    /** @param settings of the first generation */
    public Groups(SinkSettings settings) {
        this.settings = settings;
        this.admin = KafkaClients.admin(settings.bootstrapServers());
    }

    GroupOffsets of(int generation) {
        return new GroupOffsets(admin, Generations.group(settings.group(), generation), settings.topics());
    }

    /** @param state of this instance's part in it */
    public Lag lag(int generation, SinkState state) {
        return Lag.of(of(generation), generation, state);
    }

    /**
     * Waits until a generation has all that the log has now.
     *
     * @return records that it lacks even after that time; 0 if it has come so far
     */
    public long awaitEnd(int generation, Duration patience) throws InterruptedException {
        GroupOffsets group = of(generation);
        Map<TopicPartition, Long> earliest = group.earliest(group.partitions());
        Map<TopicPartition, Long> ends = group.end(earliest.keySet());
        long deadline = System.nanoTime() + patience.toNanos();
        long left = left(group, earliest, ends);
        while (left > 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(BETWEEN_LOOKS);
            left = left(group, earliest, ends);
        }
        return left;
    }

    /** Up to where both generations have taken in the log, exclusive; without partitions that one has not begun. */
    public Map<TopicPartition, Long> common(int one, int other) {
        Map<TopicPartition, Long> ofOther = of(other).committed();
        Map<TopicPartition, Long> common = new HashMap<>(of(one).committed());
        common.keySet().retainAll(ofOther.keySet());
        common.replaceAll((partition, offset) -> Math.min(offset, ofOther.get(partition)));
        return common;
    }

    /**
     * Deletes the groups of generations that were dropped.
     *
     * @return whether none is left; one that still has members is deleted later
     */
    public boolean forget(Generations generations) {
        Pattern name = Pattern.compile(Pattern.quote(settings.group()) + "(?:-v([1-9][0-9]{0,8}))?");
        boolean clean = true;
        for (GroupListing listing : GroupOffsets.await(admin.listGroups().all())) {
            Matcher matcher = name.matcher(listing.groupId());
            if (matcher.matches()) {
                int generation = matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
                clean &= !generations.isDropped(generation) || delete(listing.groupId());
            }
        }
        return clean;
    }

    @Override
    public void close() {
        admin.close();
    }

    private boolean delete(String group) {
        try {
            GroupOffsets.await(admin.deleteConsumerGroups(List.of(group)).all());
            LOG.info("deleted group {}, of a generation of the index that was dropped", group);
            return true;
        } catch (GroupNotEmptyException e) {
            LOG.debug("group {} has members that have yet to leave", group);
            return false;
        } catch (GroupIdNotFoundException e) {
            return true; // another instance was first
        }
    }

    private static long left(GroupOffsets group, Map<TopicPartition, Long> earliest, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> committed = group.committed();
        return ends.entrySet().stream()
                .mapToLong(end -> {
                    long first = earliest.getOrDefault(end.getKey(), 0L);
                    return Math.max(0, end.getValue() - Math.max(first, committed.getOrDefault(end.getKey(), first)));
                })
                .sum();
    }
}
