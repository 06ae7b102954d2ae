/**
 * The partition's writer. What is decided lies in pure functions over what the log holds
 * ({@link io.dsel.ingest.writer.PartitionState}, {@link io.dsel.ingest.writer.Attempt}); around them one thread a
 * partition ({@link io.dsel.ingest.writer.PartitionWriter}) follows the log and appends to it in transactions, whose
 * id fences the writer before it. Who writes which partition is settled by a consumer group
 * ({@link io.dsel.ingest.writer.WriterGroup}).
 */
package io.dsel.ingest.writer;
