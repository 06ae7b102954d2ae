package io.dsel.bench.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.bench.Ratio;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.bench.yardstick.NothingProcess;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The latest state of random objects from the streams service, on several connections at once, against a handler on the
 * same HTTP stack, in a process like the service's, that sends a ready answer of the same size.
 */
public final class StateQuery implements Ratio {
    private static final int CONNECTIONS = 8;
    private static final int READS = 10_000;
    private static final int EVENTS_EACH = 10;
    private static final long SEED = 20260115;

    @Override
    public String name() {
        return "state-query";
    }

    @Override
    public String meaning() {
        return "latest states over HTTP / a handler that does nothing on the same stack";
    }

    @Override
    public double goal() {
        return 0.70;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 2_000 : 20_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        List<LongHistory> objects = IntStream.range(0, Math.max(1, events / EVENTS_EACH))
                .mapToObj(number -> new LongHistory("object-" + number, EVENTS_EACH))
                .toList();
        StreamsUnderLoad streams = StreamsUnderLoad.of(objects.stream()
                .flatMap(object -> IntStream.range(0, EVENTS_EACH).mapToObj(object::event)));
        try (HttpConnection connection = new HttpConnection(streams.url())) {
            int size = connection.get(objects.getFirst().path()).length;
            return new Queries(streams, NothingProcess.start(size), objects);
        } catch (Exception e) {
            streams.close();
            throw e;
        }
    }

    private record Queries(StreamsUnderLoad streams, NothingProcess nothing, List<LongHistory> objects)
            implements Contest {
        @Override
        public double ours() throws Exception {
            return requestsPerSecond(streams.url());
        }

        @Override
        public double yardstick() throws Exception {
            return requestsPerSecond(nothing.url());
        }

        /** Nothing has no output to compare; ours must give every object's last event. */
        @Override
        public void requireEqualOutputs() throws IOException {
            try (HttpConnection connection = new HttpConnection(streams.url())) {
                for (LongHistory object : objects) {
                    String body = new String(connection.get(object.path()), UTF_8);
                    if (!body.contains("\"" + object.eventId(EVENTS_EACH - 1) + "\"")) {
                        throw new AssertionError("not the latest state of " + object.name() + ": " + body);
                    }
                }
            }
        }

        @Override
        public void close() {
            nothing.close();
            streams.close();
        }

        private double requestsPerSecond(URI service) throws InterruptedException, ExecutionException {
            try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
                long start = System.nanoTime();
                List<Future<?>> clients = new ArrayList<>();
                for (int client = 0; client < CONNECTIONS; client++) {
                    Random random = new Random(SEED + client);
                    clients.add(threads.submit(() -> {
                        try (HttpConnection connection = new HttpConnection(service)) {
                            for (int read = 0; read < READS; read++) {
                                connection.get(objects.get(random.nextInt(objects.size()))
                                        .path());
                            }
                        }
                        return null;
                    }));
                }
                for (Future<?> client : clients) {
                    client.get();
                }
                return CONNECTIONS * READS / ((System.nanoTime() - start) / 1e9);
            }
        }
    }
}
