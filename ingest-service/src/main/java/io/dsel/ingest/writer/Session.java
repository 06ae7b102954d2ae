package io.dsel.ingest.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One time of being the writer of a partition: from the fencing of the one before, by way of reading what he left, to the
 * first error. For one thread.
 */
final class Session implements AutoCloseable {
    private static final long CHECKPOINT_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final int partition;
    private final Transactions transactions;
    private final Follower follower;
    private final PartitionState state;
    private final Checkpoint checkpoint;

    Session(int partition, Transactions transactions, Follower follower, PartitionState state, Checkpoint checkpoint) {
        this.partition = partition;
        this.transactions = transactions;
        this.follower = follower;
        this.state = state;
        this.checkpoint = checkpoint;
    }

    /** Fences the writer before, then reads the log to its end. */
    static Session open(
            WriterSettings settings, int partition, Follower.Directory directory, Follower.Progress progress) {
        Transactions transactions = Transactions.open(settings, partition);
        Follower follower = new Follower(settings, partition, directory);
        try {
            PartitionState state = new PartitionState(settings.window().toMillis(), settings.mostIds());
            follower.load(state, progress);
            return new Session(
                    partition,
                    transactions,
                    follower,
                    state,
                    new Checkpoint(partition, CHECKPOINT_EVERY, System.nanoTime()));
        } catch (RuntimeException e) {
            follower.close();
            transactions.close();
            throw e;
        }
    }

    /** Takes in what others have written. */
    void follow(Set<String> topics) {
        follower.follow(topics);
        follower.poll(state);
    }

    boolean hasNotes() {
        return checkpoint.due(state, System.nanoTime());
    }

    /**
     * Decides of the units and appends what is accepted, together.
     *
     * @return a result for each, which may be told
     */
    List<Result> write(List<Unit> units) {
        return write(units, checkpoint.take(state, follower::followed, System.nanoTime()));
    }

    /** What was known, for the log. */
    Map<String, Integer> extent() {
        return Map.of("entities", state.entities(), "ids", state.idsKnown());
    }

    @Override
    public void close() {
        follower.close();
        transactions.close();
    }

    private List<Result> write(List<Unit> units, List<ProducerRecord<String, byte[]>> notes) {
        Attempt attempt = state.attempt();
        List<Decision> decisions = units.stream().map(attempt::decide).toList();
        boolean silent = attempt.appended().isEmpty() && notes.isEmpty();
        if (silent && decisions.stream().anyMatch(Decision::needsProof)) {
            notes.add(Notes.proof(partition));
            silent = false;
        }
        try {
            List<Placed> placed = silent ? List.of() : transactions.commit(attempt.appended(), notes);
            attempt.committed(placed);
            return decisions.stream().map(decision -> decision.resolve(placed)).toList();
        } catch (Transactions.NotTaken e) {
            return writeApart(units, notes, attempt.appended().get(e.index()), e.reason());
        }
    }

    /** Finds the unit that is to blame by halves; the others are stored. */
    private List<Result> writeApart(
            List<Unit> units, List<ProducerRecord<String, byte[]>> notes, EncodedEvent notTaken, Result.Reason reason) {
        List<Result> results = new ArrayList<>();
        if (units.size() == 1) {
            write(List.of(), notes);
            results.add(new Result.Refused(itemOf(units.getFirst(), notTaken), reason, Optional.empty()));
            return results;
        }
        int half = units.size() / 2;
        results.addAll(write(units.subList(0, half), notes));
        results.addAll(write(units.subList(half, units.size()), new ArrayList<>()));
        return results;
    }

    /** Those of a unit's events that the log has already are not among those that were to be appended. */
    private static int itemOf(Unit unit, EncodedEvent event) {
        List<String> ids = ((Unit.Writes) unit)
                .writes().stream().map(write -> write.event().order().eventId()).toList();
        return ids.indexOf(event.order().eventId());
    }
}
