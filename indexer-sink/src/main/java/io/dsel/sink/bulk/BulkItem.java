package io.dsel.sink.bulk;

/** One document to write. */
public interface BulkItem {

    /** The action line and the source line of the bulk API, UTF-8, each with its line feed. */
    byte[] lines();
}
