package io.dsel.sink.log;

import io.dsel.sink.bulk.BulkItem;
import io.dsel.sink.bulk.BulkReply;
import io.dsel.sink.bulk.BulkTransport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A transport whose requests stay under way until the test answers them. */
final class HeldTransport implements BulkTransport {
    private static final BulkReply STORED = reply(200, "{\"errors\":false}");

    /** A request under way. */
    record Request(List<String> bodies, CompletableFuture<BulkReply> answer) {}

    private final List<Request> underWay = new ArrayList<>();

    @Override
    public synchronized CompletableFuture<BulkReply> send(List<? extends BulkItem> items) {
        List<String> bodies = items.stream()
                .map(item -> new String(item.lines(), StandardCharsets.UTF_8))
                .toList();
        Request request = new Request(bodies, new CompletableFuture<>());
        underWay.add(request);
        return request.answer();
    }

    synchronized List<Request> underWay() {
        return List.copyOf(underWay);
    }

    /** Answers one that all its items are stored. */
    void store(Request request) {
        answer(request, STORED);
    }

    void storeAll() {
        underWay().forEach(this::store);
    }

    void storeAny(Random random) {
        List<Request> requests = underWay();
        if (!requests.isEmpty()) {
            store(requests.get(random.nextInt(requests.size())));
        }
    }

    void answer(Request request, BulkReply reply) {
        synchronized (this) {
            underWay.remove(request);
        }
        request.answer().complete(reply);
    }

    static BulkReply reply(int status, String body) {
        return new BulkReply(status, body.getBytes(StandardCharsets.UTF_8));
    }
}
