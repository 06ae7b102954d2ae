package io.dsel.bench;

import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.streams.engine.EngineSettings;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** How far a stack's instance of the streams is behind. */
public final class StreamsLag {
    private static final long POLL_MILLIS = 50;

    private StreamsLag() {}

    /**
     * Returns when the streams have taken in all events that were written, and what they made of them.
     *
     * @throws AssertionError if they commit nothing for a minute
     */
    public static void awaitNone(BenchStack stack) throws IOException, InterruptedException, ExecutionException {
        try (GroupProgress progress = new GroupProgress(stack.bootstrapServers(), Topics.EVENTS)) {
            progress.awaitEnd(EngineSettings.APPLICATION, () -> {});
        }
        try (HttpConnection streams = new HttpConnection(URI.create(stack.url(Part.streams(1))))) {
            while (Json.parse(streams.get("/v1/lag")).path("lag").asLong() > 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        }
    }
}
