package io.dsel.ingest.writer;

import io.dsel.service.HttpServer;
import io.dsel.service.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What other instances send to the writers of this one; never sent on. */
public final class ForwardedRoutes {
    private static final Duration MOST = Duration.ofMinutes(1);

    /** More than the largest request becomes on its way. */
    private static final int MOST_BYTES = 64 << 20;

    private final Supplier<Writers> writers;

    /** @param writers throws where there are none yet */
    public ForwardedRoutes(Supplier<Writers> writers) {
        this.writers = writers;
    }

    public void addTo(RoutesConfig routes) {
        routes.post(RemoteWriter.PATH.formatted("{partition}"), this::write);
    }

    private void write(Context ctx) throws IOException, InterruptedException {
        if (!RemoteWriter.TYPE.equals(ctx.contentType())) {
            HttpServer.write(
                    ctx,
                    new Problem(
                            415,
                            "unsupported-media-type",
                            "Media type not supported",
                            "this is the way between instances; write events to /v1/events"));
            return;
        }
        Writers here = writers.get();
        try {
            int partition = Integer.parseInt(ctx.pathParam("partition"));
            Duration budget = budget(ctx);
            List<Unit> units = Wire.readUnits(ctx.bodyInputStream().readNBytes(MOST_BYTES));
            requirePartition(here, partition, units);
            write(ctx, here, partition, units, budget);
        } catch (IllegalArgumentException e) {
            HttpServer.write(
                    ctx, new Problem(400, "bad-units", "Not from an instance", String.valueOf(e.getMessage())));
        }
    }

    private static void write(Context ctx, Writers here, int partition, List<Unit> units, Duration budget)
            throws InterruptedException {
        Optional<PartitionWriter> local = here.local(partition);
        if (local.isEmpty()) {
            misdirected(ctx, partition);
            return;
        }
        try {
            List<Result> results = Delivery.await(local.get(), units, System.nanoTime() + budget.toNanos());
            ctx.contentType("application/json").result(Wire.writeResults(results));
        } catch (NotTheWriterException e) {
            misdirected(ctx, partition);
        } catch (IOException e) {
            HttpServer.write(ctx, new Problem(503, "unavailable", "The log does not answer", e.getMessage()));
        }
    }

    private static Duration budget(Context ctx) {
        Duration asked = Duration.ofMillis(Long.parseLong(String.valueOf(ctx.header(RemoteWriter.BUDGET))));
        return asked.compareTo(MOST) < 0 ? asked : MOST;
    }

    /** An entity's events in a partition that is not its own would be seen by no condition. */
    private static void requirePartition(Writers here, int partition, List<Unit> units) {
        units.stream()
                .flatMap(Unit::entities)
                .filter(entity -> here.partition(entity) != partition)
                .findFirst()
                .ifPresent(entity -> {
                    throw new IllegalArgumentException(entity + " does not lie in partition " + partition);
                });
    }

    private static void misdirected(Context ctx, int partition) {
        HttpServer.write(
                ctx,
                new Problem(
                        421,
                        "not-the-writer",
                        "Not the partition's writer",
                        "this instance does not write partition " + partition));
    }
}
