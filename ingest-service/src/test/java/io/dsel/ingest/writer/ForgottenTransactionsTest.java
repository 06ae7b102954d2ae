package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForgottenTransactionsTest {
    private static final long OWN = 7;

    /** What the partition says (producer, epoch, whether open), then what the coordinator does (state, epoch). */
    @ParameterizedTest(name = "{5}")
    @CsvSource({
        "7, 3, true,  EMPTY,           4, true",
        "7, 3, true,  COMPLETE_COMMIT, 5, true",
        "7, 3, true,  COMPLETE_ABORT,  4, true",
        // begun by one that has fenced the writer that asks, and ended between the two questions
        "7, 4, true,  COMPLETE_COMMIT, 4, false",
        "7, 4, true,  ONGOING,         4, false",
        // its coordinator is about to end it
        "7, 3, true,  PREPARE_COMMIT,  4, false",
        "7, 3, true,  PREPARE_ABORT,   4, false",
        // a service's own transaction
        "8, 3, true,  EMPTY,           4, false",
        // nothing is open
        "7, 3, false, EMPTY,           4, false",
    })
    void onlyWhatNobodyCanEndIsForgotten(
            long producer, int epoch, boolean open, TransactionState state, int coordinatorsEpoch, boolean forgotten) {
        ProducerState said = new ProducerState(
                producer, epoch, 5, 1_000, OptionalInt.of(0), open ? OptionalLong.of(100) : OptionalLong.empty());
        TransactionDescription own =
                new TransactionDescription(0, state, OWN, coordinatorsEpoch, 10_000, OptionalLong.empty(), Set.of());
        assertEquals(forgotten, ForgottenTransactions.isForgotten(said, own));
    }
}
