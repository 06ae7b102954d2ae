package io.dsel.sink.bulk;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a {@link BulkWriter} tells of its items; called from any thread, must not block. */
public interface Settlement<I extends BulkItem> {

    /** The index has them. */
    void stored(List<I> items);

    /** The index had them, or something later, before. */
    void alreadyThere(List<I> items);

    /**
     * The index will never take it.
     *
     * @return when it lies somewhere else, and so is settled too
     */
    CompletableFuture<Void> rejected(I item, String reason);

    /** Some will be sent again; said once an answer. */
    void retrying(int items, String reason);

    /** Nothing can be written any more; what is not settled stays so. */
    void stopped(String reason);
}
