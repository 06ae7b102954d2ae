package io.dsel.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.sink.bulk.BulkTransport;
import io.dsel.sink.log.BulkLimits;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The yardstick: the requests are ready before the clock starts, and are sent as fast as answers come. */
final class BulkLoader {
    private static final String NO_ERRORS = "{\"errors\":false";
    private static final int MAX_SHOWN = 500;

    private final BulkLimits limits;
    private final List<byte[]> requests = new ArrayList<>();
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private int gatheredDocuments;

    /** @param limits the size of a request, and how many are under way at once */
    BulkLoader(BulkLimits limits) {
        this.limits = limits;
    }

    void add(Document document) {
        byte[] lines = document.lines();
        boolean full = gatheredDocuments == limits.documents() || gathered.size() + lines.length > limits.bytes();
        if (gatheredDocuments > 0 && full) {
            seal();
        }
        gathered.writeBytes(lines);
        gatheredDocuments++;
    }

    /** Ends the last request. */
    void seal() {
        requests.add(gathered.toByteArray());
        gathered.reset();
        gatheredDocuments = 0;
    }

    /**
     * Sends every request.
     *
     * @throws ExecutionException if one is not answered
     * @throws AssertionError if a document is refused
     */
    void load(EventIndices indices) throws InterruptedException, ExecutionException {
        List<Callable<Void>> sends = requests.stream()
                .map(request -> (Callable<Void>) () -> {
                    requireStored(indices.bulk(request, BulkTransport.FILTER_PATH));
                    return null;
                })
                .toList();
        try (ExecutorService senders = Executors.newFixedThreadPool(limits.requests())) {
            for (Future<Void> sent : senders.invokeAll(sends)) {
                sent.get();
            }
        }
    }

    private static void requireStored(byte[] answer) {
        String text = new String(answer, 0, Math.min(answer.length, MAX_SHOWN), UTF_8);
        if (!text.startsWith(NO_ERRORS)) {
            throw new AssertionError("OpenSearch refused documents of the yardstick: " + text);
        }
    }
}
