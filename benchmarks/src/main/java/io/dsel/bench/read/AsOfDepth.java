package io.dsel.bench.read;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.bench.Ratio;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.event.EventJson;
import java.io.IOException;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * State as of random times, one read after the other: of an entity with a long history against one with ten events. The
 * design's ratio is of latencies, at most 1.05; as reads per second that is at least 1/1.05.
 */
public final class AsOfDepth implements Ratio {
    private static final int SHALLOW = 10;
    private static final int READS = 10_000;
    private static final long SEED = 20260115;

    @Override
    public String name() {
        return "as-of-depth";
    }

    @Override
    public String meaning() {
        return "as-of reads of an entity with a million events / of one with ten";
    }

    @Override
    public double goal() {
        return 1 / 1.05;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 20_000 : 1_000_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        LongHistory deep = new LongHistory("deep", events);
        LongHistory shallow = new LongHistory("shallow", SHALLOW);
        StreamsUnderLoad streams = StreamsUnderLoad.of(Stream.concat(
                IntStream.range(0, shallow.events()).mapToObj(shallow::event),
                IntStream.range(0, deep.events()).mapToObj(deep::event)));
        return new Depths(streams, deep, shallow);
    }

    private record Depths(StreamsUnderLoad streams, LongHistory deep, LongHistory shallow) implements Contest {
        @Override
        public double ours() throws IOException {
            return readsPerSecond(deep);
        }

        @Override
        public double yardstick() throws IOException {
            return readsPerSecond(shallow);
        }

        /** Every read of every run is checked for the event that it must find. */
        @Override
        public void requireEqualOutputs() {}

        @Override
        public void close() {
            streams.close();
        }

        /** The newest event is left out: a store that holds it whole need not fetch it. */
        private double readsPerSecond(LongHistory history) throws IOException {
            Random random = new Random(SEED);
            try (HttpConnection connection = new HttpConnection(streams.url())) {
                long start = System.nanoTime();
                for (int read = 0; read < READS; read++) {
                    int number = random.nextInt(history.events() - 1);
                    String time = EventJson.time(history.time(number).plusMillis(500));
                    String body = new String(connection.get(history.path() + "?asOf=" + time), UTF_8);
                    if (!body.contains("\"" + history.eventId(number) + "\"")) {
                        throw new AssertionError(
                                history.name() + " as of " + time + " is not event " + number + ": " + body);
                    }
                }
                return READS / ((System.nanoTime() - start) / 1e9);
            }
        }
    }
}
