package io.dsel.bench.read;

import io.dsel.bench.Ratio;
import io.dsel.bench.yardstick.HttpConnection;
import io.dsel.bench.yardstick.Postgres;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * State as of random times in the newer half of a history, against an event store on PostgreSQL that keeps changes and
 * folds them to read. Both answer one read after the other on one open connection.
 */
public final class AsOfReplay implements Ratio {
    private static final int READS = 10_000;
    private static final int REPLAYS = 20;
    private static final long SEED = 20260115;

    @Override
    public String name() {
        return "as-of-replay";
    }

    @Override
    public String meaning() {
        return "as-of reads / replaying that history from PostgreSQL";
    }

    @Override
    public double goal() {
        return 100;
    }

    @Override
    public int events(boolean quick) {
        return quick ? 2_000 : 10_000;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        LongHistory history = new LongHistory("replayed", events);
        StreamsUnderLoad streams =
                StreamsUnderLoad.of(IntStream.range(0, events).mapToObj(history::event));
        try {
            Path folder = streams.stack().folder("postgres");
            return new Replays(streams, new PostgresEventStore(Postgres.start(folder), history), history);
        } catch (Exception e) {
            streams.close();
            throw e;
        }
    }

    private record Replays(StreamsUnderLoad streams, PostgresEventStore store, LongHistory history) implements Contest {
        @Override
        public double ours() throws IOException {
            Random random = new Random(SEED);
            try (HttpConnection connection = new HttpConnection(streams.url())) {
                long start = System.nanoTime();
                for (int read = 0; read < READS; read++) {
                    state(connection, number(random));
                }
                return READS / ((System.nanoTime() - start) / 1e9);
            }
        }

        @Override
        public double yardstick() throws SQLException {
            Random random = new Random(SEED);
            long start = System.nanoTime();
            for (int read = 0; read < REPLAYS; read++) {
                store.stateAt(history.time(number(random)));
            }
            return REPLAYS / ((System.nanoTime() - start) / 1e9);
        }

        @Override
        public void requireEqualOutputs() throws IOException, SQLException {
            Random random = new Random(SEED);
            try (HttpConnection connection = new HttpConnection(streams.url())) {
                for (int read = 0; read < REPLAYS; read++) {
                    int number = number(random);
                    JsonNode replayed = store.stateAt(history.time(number));
                    JsonNode ours = state(connection, number);
                    if (!ours.equals(replayed) || !ours.equals(history.state(number))) {
                        throw new AssertionError("after event " + number + " the state is " + ours + " here and "
                                + replayed + " replayed");
                    }
                }
            }
        }

        @Override
        public void close() throws Exception {
            try (streams;
                    store) {
                // Closes both, the store first.
            }
        }

        private int number(Random random) {
            return history.events() / 2 + random.nextInt(history.events() / 2 - 1);
        }

        private JsonNode state(HttpConnection connection, int number) throws IOException {
            String target = history.path() + "?asOf=" + EventJson.time(history.time(number));
            return Json.parse(connection.get(target)).at("/event/spec/deployment");
        }
    }
}
