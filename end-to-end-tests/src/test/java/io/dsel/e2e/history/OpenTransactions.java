package io.dsel.e2e.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** What a cluster says of transactions that readers wait for. */
final class OpenTransactions {
    private OpenTransactions() {}

    /** For the log of a failed test: how far each partition can be read, who writes it, and what the coordinator knows. */
    static String describe(Admin admin, List<String> topics) throws Exception {
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics).allTopicNames().get().forEach((topic, description) -> description
                .partitions()
                .forEach(partition -> partitions.add(new TopicPartition(topic, partition.partition()))));
        Map<TopicPartition, Long> all = ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> committed = ends(admin, partitions, IsolationLevel.READ_COMMITTED);
        StringBuilder text = new StringBuilder();
        admin.describeProducers(partitions).all().get().forEach((partition, state) -> {
            if (!all.get(partition).equals(committed.get(partition))) {
                text.append(partition + ": readable to " + committed.get(partition) + " of " + all.get(partition) + ", "
                        + state.activeProducers() + "\n");
            }
        });
        List<String> ids = admin.listTransactions().all().get().stream()
                .map(TransactionListing::transactionalId)
                .toList();
        return text
                + admin.describeTransactions(ids).all().get().entrySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining("\n"));
    }

    static Map<TopicPartition, Long> ends(Admin admin, List<TopicPartition> partitions, IsolationLevel level)
            throws Exception {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(level))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }
}
