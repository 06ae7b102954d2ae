package io.dsel.gateway.watch;

import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics of events and aggregates as they come and go; asked for about once a second, for all watches together. */
final class TopicCatalogue implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicCatalogue.class);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Admin admin;
    private final AtomicBoolean refreshing = new AtomicBoolean();
    private volatile Snapshot latest = new Snapshot(Map.of(), Long.MIN_VALUE);

    private record Snapshot(Map<Long, WatchedTopic> byTag, long takenNanos) {}

    TopicCatalogue(Admin admin) {
        this.admin = admin;
    }

    /** @throws LogAwayException if the broker does not answer */
    String clusterId() {
        return await("its id", admin.describeCluster().clusterId());
    }

    /**
     * As the broker says it is.
     *
     * @throws LogAwayException if it does not answer
     */
    Collection<WatchedTopic> now() {
        refresh();
        return latest.byTag().values();
    }

    /** As it was a second ago or so, or when the broker last answered; never waits. */
    Collection<WatchedTopic> latest() {
        if (System.nanoTime() - latest.takenNanos() > FRESH.toNanos() && refreshing.compareAndSet(false, true)) {
            Thread.ofVirtual().name("watched-topics").start(this::refreshBehind);
        }
        return latest.byTag().values();
    }

    @Override
    public void close() {
        admin.close();
    }

    private void refreshBehind() {
        try {
            refresh();
        } catch (LogAwayException e) {
            LOG.debug("the watched topics stay as they were: {}", e.getMessage());
        } finally {
            refreshing.set(false);
        }
    }

    private synchronized void refresh() {
        Map<Long, WatchedTopic> known = latest.byTag();
        Map<Long, WatchedTopic> topics = new HashMap<>();
        List<TopicListing> unseen = new ArrayList<>();
        for (TopicListing topic : await("its topics", admin.listTopics().listings())) {
            if (isOurs(topic.name())) {
                long tag = TopicTag.of(topic.topicId());
                if (known.containsKey(tag)) {
                    topics.put(tag, known.get(tag));
                } else {
                    unseen.add(topic);
                }
            }
        }
        for (WatchedTopic topic : describe(unseen)) {
            WatchedTopic other = topics.put(topic.tag(), topic);
            if (other != null) {
                throw new IllegalStateException(
                        topic.name() + " and " + other.name() + " have ids that begin alike; make one of them again");
            }
        }
        latest = new Snapshot(Map.copyOf(topics), System.nanoTime());
    }

    private List<WatchedTopic> describe(List<TopicListing> topics) {
        List<WatchedTopic> described = new ArrayList<>();
        Map<String, KafkaFuture<TopicDescription>> answers = admin.describeTopics(
                        topics.stream().map(TopicListing::name).toList())
                .topicNameValues();
        answers.forEach((name, answer) -> {
            try {
                TopicDescription topic = await("the partitions of " + name, answer);
                described.add(new WatchedTopic(
                        name, TopicTag.of(topic.topicId()), topic.partitions().size()));
            } catch (LogAwayException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                LOG.debug("{} is gone again, or not yet there", name);
            }
        });
        return described;
    }

    private static boolean isOurs(String topic) {
        return Topics.EVENTS.matcher(topic).matches()
                || Topics.AGGREGATES.matcher(topic).matches();
    }

    private static <T> T await(String what, KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new LogAwayException(
                    "the broker did not tell " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogAwayException("interrupted while asking the broker for " + what, e);
        }
    }
}
