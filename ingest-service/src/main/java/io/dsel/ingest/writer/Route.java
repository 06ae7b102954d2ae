package io.dsel.ingest.writer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one partition's units to its writer, in the order in which they came: all that has gathered goes at once, and
 * what comes meanwhile waits. What fails is brought again until its time is over, which is safe because a known id is not
 * stored twice; so a writer that moves to another instance costs time only.
 */
final class Route implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Route.class);
    private static final int MOST_UNITS = 1_000;
    private static final int MOST_BYTES = 2 << 20;
    private static final long PAUSE_MILLIS = 50;

    private final int partition;
    private final Delivery delivery;
    private final BlockingDeque<Parcel> parcels = new LinkedBlockingDeque<>();
    private final Thread thread;
    private volatile String trouble = "no answer yet";

    private record Parcel(Unit unit, long deadlineNanos, CompletableFuture<Result> result) {}

    Route(int partition, Delivery delivery) {
        this.partition = partition;
        this.delivery = delivery;
        this.thread = Thread.ofVirtual().name("route-" + partition).start(this::run);
    }

    /** @return fails with {@link TimeoutException}, whose message says what is in the way, when the time is over */
    CompletableFuture<Result> send(Unit unit, long deadlineNanos) {
        Parcel parcel = new Parcel(unit, deadlineNanos, new CompletableFuture<>());
        parcels.add(parcel);
        return parcel.result();
    }

    /** What is in the way, if the last delivery failed. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                deliver(take());
            }
        } catch (InterruptedException e) {
            for (Parcel parcel = parcels.poll(); parcel != null; parcel = parcels.poll()) {
                parcel.result().completeExceptionally(new TimeoutException("the service stops"));
            }
        }
    }

    private void deliver(List<Parcel> taken) throws InterruptedException {
        if (taken.isEmpty()) {
            return;
        }
        try {
            long deadline = taken.getLast().deadlineNanos();
            List<Result> results =
                    delivery.deliver(partition, taken.stream().map(Parcel::unit).toList(), deadline);
            for (int i = 0; i < taken.size(); i++) {
                taken.get(i).result().complete(results.get(i));
            }
        } catch (NotTheWriterException e) {
            trouble = "partition " + partition + " has no writer just now";
            retry(taken);
        } catch (IOException e) {
            trouble = e.getMessage();
            retry(taken);
        } catch (InterruptedException e) {
            putBack(taken);
            throw e;
        } catch (RuntimeException e) {
            LOG.error("cannot write to partition {}", partition, e);
            taken.forEach(parcel -> parcel.result().completeExceptionally(e));
        }
    }

    private void retry(List<Parcel> taken) throws InterruptedException {
        LOG.debug("partition {}: {}", partition, trouble);
        putBack(taken);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }

    private void putBack(List<Parcel> taken) {
        taken.reversed().forEach(parcels::addFirst);
    }

    private List<Parcel> take() throws InterruptedException {
        List<Parcel> taken = new ArrayList<>();
        long bytes = 0;
        Parcel first = parcels.take();
        try {
            TimeUnit.NANOSECONDS.sleep(delivery.notBefore(partition) - System.nanoTime());
        } catch (InterruptedException e) {
            parcels.addFirst(first);
            throw e;
        }
        for (Parcel parcel = first; parcel != null; parcel = parcels.poll()) {
            bytes += parcel.unit().size();
            if (!taken.isEmpty() && (taken.size() == MOST_UNITS || bytes > MOST_BYTES)) {
                parcels.addFirst(parcel);
                return taken;
            }
            if (parcel.deadlineNanos() - System.nanoTime() > 0) {
                taken.add(parcel);
            } else {
                parcel.result().completeExceptionally(new TimeoutException(trouble));
            }
        }
        return taken;
    }
}
