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
        int partition = ctx.pathParamAsClass("partition", Integer.class).get();
        long budget = Math.min(MOST.toMillis(), Long.parseLong(ctx.header(RemoteWriter.BUDGET)));
        long deadline = System.nanoTime() + Duration.ofMillis(budget).toNanos();
        List<Unit> units = Wire.readUnits(ctx.bodyInputStream().readNBytes(MOST_BYTES));
        Optional<PartitionWriter> local = writers.get().local(partition);
        if (local.isEmpty()) {
            misdirected(ctx, partition);
            return;
        }
        try {
            ctx.contentType("application/json").result(Wire.writeResults(Delivery.await(local.get(), units, deadline)));
        } catch (NotTheWriterException e) {
            misdirected(ctx, partition);
        } catch (IOException e) {
            HttpServer.write(ctx, new Problem(503, "unavailable", "The log does not answer", e.getMessage()));
        }
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
