package io.dsel.sink.log;

import io.dsel.sink.bulk.BulkWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gathers items to requests and sends them. When nothing is under way an item leaves at once; else requests fill up,
 * so that their size follows the load.
 *
 * <p>In an ordered lane one request is under way at a time, until all its items are settled, and of the items of one
 * document only the greatest is sent. So two heads of one millisecond, which their version does not tell apart, are written
 * in the order of the log whatever is sent again.
 *
 * <p>Used by one thread.
 */
final class Lane {
    private final BulkWriter<LogItem> writer;
    private final BulkLimits limits;
    private final boolean ordered;
    private final int requests;
    private final AtomicInteger underWay = new AtomicInteger();
    private final Deque<List<LogItem>> full = new ArrayDeque<>();

    private final List<LogItem> gathered = new ArrayList<>();
    private final Map<String, LogItem> greatestOfDocument = new LinkedHashMap<>();
    private long gatheredBytes;
    private long gatheredSince;

    private Lane(BulkWriter<LogItem> writer, BulkLimits limits, boolean ordered) {
        this.writer = writer;
        this.limits = limits;
        this.ordered = ordered;
        this.requests = ordered ? 1 : limits.requests();
    }

    static Lane unordered(BulkWriter<LogItem> writer, BulkLimits limits) {
        return new Lane(writer, limits, false);
    }

    static Lane ordered(BulkWriter<LogItem> writer, BulkLimits limits) {
        return new Lane(writer, limits, true);
    }

    /**
     * @param now nanoseconds of a clock that never goes back
     * @return the item, this one or one before, that has become needless; or null
     */
    LogItem add(LogItem item, long now) {
        if (size() > 0 && gatheredBytes + item.lines().length > limits.bytes()) {
            seal();
        }
        if (size() == 0) {
            gatheredSince = now;
        }
        LogItem replaced = ordered ? keepGreatest(item) : append(item);
        if (size() >= limits.documents() || gatheredBytes >= limits.bytes()) {
            seal();
        }
        return replaced;
    }

    /** Sends what is due. */
    void send(long now) {
        while (!full.isEmpty() && underWay.get() < requests) {
            write(full.poll());
        }
        boolean lingered = now - gatheredSince >= limits.linger().toNanos();
        if (size() > 0 && full.isEmpty() && underWay.get() < (lingered ? requests : 1)) {
            seal();
            write(full.poll());
        }
    }

    boolean hasUnsent() {
        return size() > 0 || !full.isEmpty();
    }

    private LogItem append(LogItem item) {
        gathered.add(item);
        gatheredBytes += item.lines().length;
        return null;
    }

    private LogItem keepGreatest(LogItem item) {
        LogItem gathered = greatestOfDocument.remove(item.id());
        if (gathered == null) {
            greatestOfDocument.put(item.id(), item);
            gatheredBytes += item.lines().length;
            return null;
        }
        boolean later = item.order().compareTo(gathered.order()) >= 0;
        LogItem needed = later ? item.insteadOf(gathered) : gathered.insteadOf(item);
        greatestOfDocument.put(item.id(), needed);
        gatheredBytes += needed.lines().length - gathered.lines().length;
        return later ? gathered : item;
    }

    private int size() {
        return ordered ? greatestOfDocument.size() : gathered.size();
    }

    private void seal() {
        Collection<LogItem> items = ordered ? greatestOfDocument.values() : gathered;
        full.add(List.copyOf(items));
        items.clear();
        gatheredBytes = 0;
    }

    private void write(List<LogItem> items) {
        underWay.incrementAndGet();
        BulkWriter.Writing writing = writer.write(items);
        CompletableFuture<Void> over = ordered ? writing.settled() : writing.answered();
        over.thenRun(underWay::decrementAndGet);
    }
}
