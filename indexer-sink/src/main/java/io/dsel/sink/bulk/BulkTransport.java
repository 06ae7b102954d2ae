package io.dsel.sink.bulk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where bulk requests go. */
public interface BulkTransport {
    /** What {@link BulkAnswer} needs of an answer, and no more. */
    String FILTER_PATH = "errors,items.*.status,items.*.error.type,items.*.error.reason,items.*.error.caused_by.reason";

    /**
     * Sends one request.
     *
     * @return the answer, whatever its status; failed if there was none
     */
    CompletableFuture<BulkReply> send(List<? extends BulkItem> items);
}
