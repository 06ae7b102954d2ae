package io.dsel.bench.rebuild;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.bench.Ratio;
import io.dsel.bench.SampleEvents;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How soon writes are answered while a version of an aggregate is built of the log, against without: batches at a given
 * rate, so that it is the latency that counts. Reads of the live version go on and none may fail; where the streams can't
 * take the rate they lag, on both sides, and have all of it before versions are compared.
 */
public final class WritesDuringRebuild implements Ratio {
    private static final int CLIENTS = 4;
    private static final long BETWEEN_BATCHES_MILLIS = 400;
    private static final int BATCHES_OF_ALL_A_SECOND = 10;
    private static final int BATCHES = 30;

    /** Longer than the writes take where their rate is more than can be had. */
    private static final int SECONDS_OF_BUILD = 30;

    private static final long SEED = 20260116;

    private final int rate;

    /** @param rate events that come in in a second */
    public WritesDuringRebuild(int rate) {
        this.rate = rate;
    }

    @Override
    public String name() {
        return "rebuild-writes-" + rate;
    }

    @Override
    public String meaning() {
        return "writes of a client/s while a version of an aggregate is built / without; " + rate + " events/s come in";
    }

    /** An answer takes a third longer at most. */
    @Override
    public double goal() {
        return 0.75;
    }

    /** So many that a build of them takes in more than comes in meanwhile. */
    @Override
    public int events(boolean quick) {
        return Math.max(quick ? 5_000 : 20_000, 2 * SECONDS_OF_BUILD * rate);
    }

    @Override
    public Contest prepare(int events) throws Exception {
        return new OfWrites(
                RebuildStack.start(events, Math.max(1, events / SECONDS_OF_BUILD)), rate / BATCHES_OF_ALL_A_SECOND);
    }

    private static final class OfWrites implements Contest {
        private final RebuildStack stack;
        private final int batchSize;
        private int runs;

        OfWrites(RebuildStack stack, int batchSize) {
            this.stack = stack;
            this.batchSize = batchSize;
        }

        @Override
        public double ours() throws Exception {
            stack.rebuild();
            double writes = writes();
            if (!stack.isBuilding()) {
                throw new AssertionError("the version was built before all was written; take more events");
            }
            stack.compareAndDrop();
            return writes;
        }

        @Override
        public double yardstick() throws Exception {
            double writes = writes();
            stack.settle();
            return writes;
        }

        /** Each run of ours compares both versions before the new one is dropped. */
        @Override
        public void requireEqualOutputs() {
            // Nothing else is put out.
        }

        @Override
        public void close() {
            stack.close();
        }

        /** Of one client that does nothing else: one over the mean time to an answer. */
        private double writes() throws Exception {
            int run = runs++;
            LongAdder nanos = new LongAdder();
            try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS + 1)) {
                List<Future<?>> writers = new ArrayList<>();
                for (int client = 0; client < CLIENTS; client++) {
                    Iterator<byte[]> batches = batches("run-" + run + "-" + client);
                    writers.add(threads.submit(() -> {
                        write(batches, nanos);
                        return null;
                    }));
                }
                Future<?> reader = threads.submit(() -> {
                    read(writers);
                    return null;
                });
                for (Future<?> one : writers) {
                    one.get();
                }
                reader.get();
            }
            return CLIENTS * BATCHES / (nanos.sum() / 1e9);
        }

        private void write(Iterator<byte[]> batches, LongAdder nanos) throws Exception {
            try (HttpConnection connection = new HttpConnection(stack.ingest())) {
                while (batches.hasNext()) {
                    byte[] batch = batches.next();
                    long start = System.nanoTime();
                    connection.post("/v1/events", "", batch);
                    long took = System.nanoTime() - start;
                    nanos.add(took);
                    TimeUnit.NANOSECONDS.sleep(
                            TimeUnit.MILLISECONDS.toNanos(BETWEEN_BATCHES_MILLIS) - took); // a rate, not a wait
                }
            }
        }

        private void read(List<Future<?>> writers) throws Exception {
            try (HttpConnection connection = new HttpConnection(stack.streams())) {
                for (int i = 0; !writers.stream().allMatch(Future::isDone); i++) {
                    connection.get(RebuildStack.group(i));
                    TimeUnit.MILLISECONDS.sleep(5); // a rate, not a wait
                }
            }
        }

        /** Under ids that no other has. */
        private Iterator<byte[]> batches(String prefix) {
            Iterator<Event> events = SampleEvents.of(batchSize * BATCHES, SEED + prefix.hashCode())
                    .iterator();
            List<byte[]> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                ArrayNode batch = Json.MAPPER.createArrayNode();
                while (batch.size() < batchSize) {
                    ObjectNode event = EventJson.write(events.next());
                    ObjectNode meta = (ObjectNode) event.get("meta");
                    meta.put("eventId", prefix + "-" + meta.get("eventId").stringValue());
                    batch.add(event);
                }
                batches.add(Json.write(batch).getBytes(UTF_8));
            }
            return batches.iterator();
        }
    }
}
