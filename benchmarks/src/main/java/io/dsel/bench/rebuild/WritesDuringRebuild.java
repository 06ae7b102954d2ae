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
 * How soon writes are answered while a version of an aggregate is built of the log, against without: batches of ten at a
 * rate that the machine can take, so that it is the latency that counts. Reads of the live version go on and none may fail.
 */
public final class WritesDuringRebuild implements Ratio {
    private static final int CLIENTS = 4;
    private static final int BATCH = 10;
    private static final long BETWEEN_BATCHES_MILLIS = 400;
    private static final int BATCHES = 30;
    private static final int SECONDS_OF_BUILD = 20;
    private static final long SEED = 20260116;

    @Override
    public String name() {
        return "rebuild-writes";
    }

    @Override
    public String meaning() {
        return "writes of a client/s while a version of an aggregate is built / without; 100 events/s come in";
    }

    @Override
    public double goal() {
        return 0.67;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 5_000 : 20_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        return new OfWrites(RebuildStack.start(events, Math.max(1, events / SECONDS_OF_BUILD)));
    }

    private static final class OfWrites implements Contest {
        private final RebuildStack stack;
        private int runs;

        OfWrites(RebuildStack stack) {
            this.stack = stack;
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
            return writes();
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
                    nanos.add(System.nanoTime() - start);
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_BATCHES_MILLIS); // a rate, not a wait
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
        private static Iterator<byte[]> batches(String prefix) {
            Iterator<Event> events =
                    SampleEvents.of(BATCH * BATCHES, SEED + prefix.hashCode()).iterator();
            List<byte[]> batches = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                ArrayNode batch = Json.MAPPER.createArrayNode();
                while (batch.size() < BATCH) {
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
