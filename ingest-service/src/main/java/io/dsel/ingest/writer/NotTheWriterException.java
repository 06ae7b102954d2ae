package io.dsel.ingest.writer;

/** This instance does not write that partition, or no longer; nothing was done. */
public final class NotTheWriterException extends Exception {
    NotTheWriterException(int partition) {
        super("this instance does not write partition " + partition);
    }
}
