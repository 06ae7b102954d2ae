package io.dsel.bench.ingest;

import io.dsel.bench.yardstick.HttpConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients at once. */
final class Requests {
    private Requests() {}

    /** One client of several. */
    interface Client {
        void run(int number) throws Exception;
    }

    /** Seconds until all of that many have done what they do. */
    static double secondsOf(int clients, Client client) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            long start = System.nanoTime();
            List<Future<?>> running = new ArrayList<>();
            for (int number = 0; number < clients; number++) {
                int mine = number;
                running.add(threads.submit(() -> {
                    client.run(mine);
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    /** Seconds until all bodies are posted, each once, on that many connections. */
    static double secondsOfPosts(URI service, int connections, List<byte[]> bodies)
            throws InterruptedException, ExecutionException {
        AtomicInteger next = new AtomicInteger();
        return secondsOf(connections, client -> {
            try (HttpConnection connection = new HttpConnection(service)) {
                for (int i = next.getAndIncrement(); i < bodies.size(); i = next.getAndIncrement()) {
                    connection.post("/v1/events", "", bodies.get(i));
                }
            }
        });
    }
}
