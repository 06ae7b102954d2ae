package io.dsel.ingest.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;

/** All partitions' writers, as any instance sees them: it has some itself and knows the way to the others. */
public final class Writers implements AutoCloseable {
    private final WriterGroup group;
    private final RemoteWriter remote = new RemoteWriter();
    private final Room room;
    private final List<Route> routes;

    /**
     * Starts this instance's writers.
     *
     * @param admin stays the caller's
     * @param partitions of every topic
     * @param self where this instance is reached
     */
    public Writers(WriterSettings settings, Admin admin, int partitions, Address self) {
        group = new WriterGroup(settings, self, new ClusterDirectory(admin, partitions));
        room = new Room(settings.bufferBytes());
        Delivery delivery = new Delivery(group, new Owners(admin), remote, self);
        routes = IntStream.range(0, partitions)
                .mapToObj(partition -> new Route(partition, delivery))
                .toList();
        group.start();
    }

    /** The partition that an entity's events lie in, as every producer computes it. */
    public int partition(String entity) {
        return BuiltInPartitioner.partitionForKey(entity.getBytes(UTF_8), routes.size());
    }

    /**
     * Brings a unit to its partition's writer, behind those of the partition that were submitted before. Waits while too
     * much is on its way.
     *
     * @return fails with {@link TimeoutException} if nobody knows what has become of it when its time is over
     * @throws TimeoutException if there was no room in time; nothing was done
     */
    public CompletableFuture<Result> submit(int partition, Unit unit, long deadlineNanos)
            throws TimeoutException, InterruptedException {
        int size = unit.size();
        if (!room.take(size, deadlineNanos)) {
            throw new TimeoutException(
                    "too much waits to be written: " + routes.get(partition).trouble());
        }
        return routes.get(partition).send(unit, deadlineNanos).whenComplete((result, error) -> room.give(size));
    }

    /** What keeps this instance from writing all of its share, or empty. */
    public String waitingFor() {
        return group.waitingFor();
    }

    /** What is in the way of a partition's units, if there is something. */
    public String trouble(int partition) {
        return routes.get(partition).trouble();
    }

    /** This instance's writer of the partition. */
    Optional<PartitionWriter> local(int partition) {
        return group.writer(partition);
    }

    @Override
    public void close() {
        group.close();
        routes.forEach(Route::close);
        remote.close();
    }
}
