package io.dsel.ingest.writer;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Brings units to the partition's writer, wherever it is. */
final class Delivery {
    private static final Duration LEAST_BUDGET = Duration.ofMillis(1);

    /** An instance that is frozen keeps the connection open; by then others may have its partitions. */
    private static final Duration MOST_BUDGET = Duration.ofMillis(2_500);

    private final WriterGroup group;
    private final Owners owners;
    private final RemoteWriter remote;
    private final Address self;

    Delivery(WriterGroup group, Owners owners, RemoteWriter remote, Address self) {
        this.group = group;
        this.owners = owners;
        this.remote = remote;
        this.self = self;
    }

    /** When units for the partition are best gathered, by {@link System#nanoTime()}; they may be brought before. */
    long notBefore(int partition) {
        return group.writer(partition).map(PartitionWriter::notBefore).orElseGet(System::nanoTime);
    }

    /**
     * @return a result for each unit
     * @throws NotTheWriterException if there is no writer just now; nothing was done
     * @throws IOException if nobody knows what became of the units
     */
    List<Result> deliver(int partition, List<Unit> units, long deadlineNanos)
            throws NotTheWriterException, IOException, InterruptedException {
        Optional<PartitionWriter> local = group.writer(partition);
        if (local.isPresent()) {
            return await(local.get(), units, deadlineNanos);
        }
        Address owner = owners.of(partition)
                .filter(address -> !address.equals(self))
                .orElseThrow(() -> {
                    owners.forget(partition, self);
                    return new NotTheWriterException(partition);
                });
        try {
            return remote.write(owner, partition, units, budget(deadlineNanos));
        } catch (NotTheWriterException | IOException e) {
            owners.forget(partition, owner);
            throw e;
        }
    }

    private static Duration budget(long deadlineNanos) {
        Duration left = Duration.ofNanos(deadlineNanos - System.nanoTime());
        if (left.compareTo(LEAST_BUDGET) < 0) {
            return LEAST_BUDGET;
        }
        return left.compareTo(MOST_BUDGET) < 0 ? left : MOST_BUDGET;
    }

    static List<Result> await(PartitionWriter writer, List<Unit> units, long deadlineNanos)
            throws NotTheWriterException, IOException, InterruptedException {
        try {
            long left = Math.max(0, deadlineNanos - System.nanoTime());
            return writer.submit(units, deadlineNanos).get(left, TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NotTheWriterException moved) {
                throw moved;
            }
            throw new IOException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            String waitsFor = writer.waitingFor();
            throw new IOException(
                    "the log has not answered in time" + (waitsFor.isEmpty() ? "" : "; it waits for " + waitsFor), e);
        }
    }
}
