package io.dsel.sink.bulk;

/** An HTTP answer to a bulk request. */
public record BulkReply(int status, byte[] body) {}
