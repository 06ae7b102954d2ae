package io.dsel.sink;

import io.dsel.service.ServiceMain;

/** Writes events, aggregates and heads from the log to OpenSearch. */
public final class IndexerSink {
    private IndexerSink() {}

    public static void main(String[] arguments) {
        ServiceMain.run("indexer-sink", arguments, SinkOptions.all(), SinkService::start);
    }
}
