package io.dsel.ingest.writer;

import static io.dsel.ingest.writer.SampleEvents.TOPIC;
import static io.dsel.ingest.writer.SampleEvents.timed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.ingest.writer.Result.Reason;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a writer tells, and what it appends for it. */
class SessionTest {
    private static final String ENTITY = "Widget/a/e";
    private static final String CLOSED = "dsel.events.SecretAppliedEvent";

    private final PartitionState state = new PartitionState(3_600_000, 1_000);
    private final PickyProducer producer = new PickyProducer();
    private final Session session = new Session(
            0,
            new Transactions(0, producer),
            new Follower(0, new NoTopics(), new MockConsumer<>("earliest")),
            state,
            new Checkpoint(0, Long.MAX_VALUE / 2, System.nanoTime()));

    /** As the broker's: a record that is not taken spoils the transaction, also for records behind it. */
    private static final class PickyProducer extends MockProducer<String, byte[]> {
        private boolean spoiled;

        PickyProducer() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            if (spoiled) {
                throw new KafkaException("Cannot perform send because at least one previous request has failed");
            }
            if (record.value().length > 300 || record.topic().equals(CLOSED)) {
                spoiled = true;
                return CompletableFuture.failedFuture(
                        record.topic().equals(CLOSED)
                                ? new TopicAuthorizationException(CLOSED)
                                : new RecordTooLargeException());
            }
            return super.send(record);
        }

        @Override
        public synchronized void commitTransaction() {
            if (spoiled) {
                throw new KafkaException("Cannot execute transactional method because we are in an error state");
            }
            super.commitTransaction();
        }

        @Override
        public synchronized void abortTransaction() {
            spoiled = false;
            super.abortTransaction();
        }
    }

    @BeforeEach
    void initialise() {
        producer.initTransactions();
    }

    @AfterEach
    void close() {
        session.close();
    }

    @Test
    void aRefusalIsToldAfterACommitThoughNothingElseIsToBeCommitted() {
        write(timed(ENTITY, "1", 10, "a"), Condition.ANY);
        assertRefused(Reason.CONDITION_FAILED, 0, write(timed(ENTITY, "2", 20, "b"), Condition.ABSENT));
        assertEquals(Topics.WRITER_HEADS.name(), last().topic());
        assertInstanceOf(
                Result.Seen.class, session.write(List.of(new Unit.Look(ENTITY))).getFirst());
        assertEquals(3, producer.history().size());
    }

    @Test
    void oneThatWasFencedTellsNothingThatIsTrueNoMorePerhaps() {
        write(timed(ENTITY, "1", 10, "a"), Condition.ANY);
        producer.fenceProducer();
        assertThrows(
                ProducerFencedException.class, () -> write(timed(ENTITY, "2", 20, "b"), new Condition.BuildsOn("0")));
        assertThrows(ProducerFencedException.class, () -> session.write(List.of(new Unit.Look(ENTITY))));
        assertThrows(ProducerFencedException.class, () -> write(timed(ENTITY, "2", 20, "b"), Condition.ANY));
        assertEquals("1", state.head(ENTITY).order().eventId(), "what was not committed is not there");
    }

    @Test
    void thatAnEventIsInTheLogStaysTrueAndNeedsNoCommit() {
        write(timed(ENTITY, "1", 10, "a"), Condition.ANY);
        producer.fenceProducer();
        assertTrue(((Result.Stored) write(timed(ENTITY, "1", 10, "a"), Condition.ANY))
                .items()
                .getFirst()
                .duplicate());
        assertEquals(1, producer.history().size());
    }

    @Test
    void whatTheBrokerDoesNotTakeIsRefusedAndAllElseIsStored() {
        Unit known = unit(timed(ENTITY, "known", 1, "k"));
        session.write(List.of(known));
        EncodedEvent huge = timed(ENTITY, "huge", 20, "x".repeat(350));
        EncodedEvent secret =
                EncodedEvent.of(CLOSED, ENTITY, SampleEvents.value("secret", 30, "s"), true, java.util.Map.of());
        List<Result> results = session.write(List.of(
                unit(timed(ENTITY, "1", 10, "a")),
                unit(timed(ENTITY, "known", 1, "k"), timed(ENTITY, "2", 15, "b"), huge),
                unit(timed(ENTITY, "3", 17, "c")),
                unit(secret),
                unit(timed(ENTITY, "4", 40, "d"))));
        assertRefused(Reason.TOO_LARGE, 2, results.get(1));
        assertRefused(Reason.TOPIC_CLOSED, 0, results.get(3));
        for (int stored : List.of(0, 2, 4)) {
            assertInstanceOf(Result.Stored.class, results.get(stored));
        }
        assertEquals(
                List.of("known", "1", "3", "4"),
                producer.history().stream()
                        .filter(record -> record.topic().equals(TOPIC))
                        .map(record ->
                                io.dsel.avro.EventCodec.order(record.value()).eventId())
                        .toList());
        assertFalse(producer.transactionInFlight());
    }

    private Result write(EncodedEvent event, Condition condition) {
        return session.write(List.of(new Unit.Writes(List.of(new Unit.Write(event, condition)))))
                .getFirst();
    }

    private ProducerRecord<String, byte[]> last() {
        return producer.history().getLast();
    }

    private static void assertRefused(Reason reason, int item, Result result) {
        Result.Refused refused = assertInstanceOf(Result.Refused.class, result);
        assertEquals(reason, refused.reason());
        assertEquals(item, refused.item());
    }

    private static Unit unit(EncodedEvent... events) {
        return new Unit.Writes(java.util.Arrays.stream(events)
                .map(event -> new Unit.Write(event, Condition.ANY))
                .toList());
    }
}
