package io.dsel.ingest.writer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which instance writes which partition, as the group says; asked again when it proves wrong. */
final class Owners {
    private static final Logger LOG = LoggerFactory.getLogger(Owners.class);
    private static final long LEAST_AGE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int PATIENCE_MILLIS = 2_000;

    private final Admin admin;

    /** Not a monitor: in Java 21 a virtual thread that waits for one, or waits inside one, keeps its carrier. */
    private final Lock lock = new ReentrantLock();

    private Map<Integer, Address> owners = Map.of();
    private long asked = System.nanoTime() - LEAST_AGE;

    Owners(Admin admin) {
        this.admin = admin;
    }

    /** Empty while nobody has it, or the broker does not say. */
    Optional<Address> of(int partition) {
        lock.lock();
        try {
            if (!owners.containsKey(partition)) {
                ask();
            }
            return Optional.ofNullable(owners.get(partition));
        } finally {
            lock.unlock();
        }
    }

    /** It was found not to be the owner. */
    void forget(int partition, Address wrong) {
        lock.lock();
        try {
            if (wrong.equals(owners.get(partition))) {
                owners = Map.of();
            }
        } finally {
            lock.unlock();
        }
    }

    private void ask() {
        if (System.nanoTime() - asked < LEAST_AGE) {
            return;
        }
        try {
            DescribeConsumerGroupsOptions options = new DescribeConsumerGroupsOptions().timeoutMs(PATIENCE_MILLIS);
            owners = read(admin.describeConsumerGroups(List.of(WriterSettings.GROUP), options)
                    .describedGroups()
                    .get(WriterSettings.GROUP)
                    .get()
                    .members());
        } catch (ExecutionException e) {
            LOG.debug("the writers are not known: {}", e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        asked = System.nanoTime();
    }

    private static Map<Integer, Address> read(Iterable<MemberDescription> members) {
        Map<Integer, Address> found = new HashMap<>();
        for (MemberDescription member : members) {
            Address.ofClient(member.clientId()).ifPresent(address -> {
                for (TopicPartition one : member.assignment().topicPartitions()) {
                    found.put(one.partition(), address);
                }
            });
        }
        return found;
    }
}
