package io.dsel.ingest.writer;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.AbortTransactionSpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions of writers that a partition takes for open, while their coordinator, after a crash of the broker, knows
 * nothing of them: nobody would ever end them, and nobody could read on. What {@code kafka-transactions.sh abort} is for.
 *
 * <p>Only a partition's present writer may ask, after it has fenced the one before: what is open under its id then is not
 * its own, and was not committed, because the coordinator has ended all that it was told to commit.
 */
final class ForgottenTransactions {
    private static final Logger LOG = LoggerFactory.getLogger(ForgottenTransactions.class);
    private static final Set<TransactionState> ENDED =
            EnumSet.of(TransactionState.EMPTY, TransactionState.COMPLETE_ABORT, TransactionState.COMPLETE_COMMIT);

    private final Admin admin;

    ForgottenTransactions(Admin admin) {
        this.admin = admin;
    }

    /** Aborts those in the partitions; leaves open what somebody may still end. */
    void abort(Collection<TopicPartition> stuck) {
        try {
            for (Map.Entry<TopicPartition, PartitionProducerState> partition :
                    admin.describeProducers(stuck).all().get().entrySet()) {
                String id = WriterSettings.transactionalId(partition.getKey().partition());
                TransactionDescription own =
                        admin.describeTransactions(List.of(id)).description(id).get();
                for (ProducerState producer : partition.getValue().activeProducers()) {
                    if (isForgotten(producer, own)) {
                        abort(partition.getKey(), producer);
                    } else if (producer.currentTransactionStartOffset().isPresent()) {
                        LOG.warn("{} waits for the end of {}; the writer's own: {}", partition.getKey(), producer, own);
                    }
                }
            }
        } catch (ExecutionException e) {
            LOG.warn("cannot tell what is open in {}: {}", stuck, e.getCause().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for transactions", e);
        }
    }

    /**
     * Whether a partition takes for open what has ended: a transaction of the writer's own producer, begun before the last
     * fencing, when its coordinator knows of none. A transaction of the last epoch is left alone, whatever the coordinator
     * says: it is that of a writer that has fenced the one who asks, and may have begun between the two questions.
     *
     * @param producer what the partition says
     * @param own what the coordinator of the writer's transactional id says
     */
    static boolean isForgotten(ProducerState producer, TransactionDescription own) {
        return producer.currentTransactionStartOffset().isPresent()
                && producer.producerId() == own.producerId()
                && producer.producerEpoch() < own.producerEpoch()
                && ENDED.contains(own.state());
    }

    private void abort(TopicPartition partition, ProducerState producer)
            throws ExecutionException, InterruptedException {
        LOG.warn("{} holds a transaction that its coordinator forgot, and aborts it: {}", partition, producer);
        AbortTransactionSpec spec = new AbortTransactionSpec(
                partition,
                producer.producerId(),
                (short) producer.producerEpoch(),
                Math.max(0, producer.coordinatorEpoch().orElse(0)));
        admin.abortTransaction(spec).all().get();
    }
}
