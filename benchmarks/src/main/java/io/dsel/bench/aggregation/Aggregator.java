package io.dsel.bench.aggregation;

import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.store.StoreNames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Our side: the service's streams as they are, without its HTTP. */
final class Aggregator {
    private static final String RUNNING = "RUNNING";

    private final Stage stage;
    private String application;
    private Shape shape;
    private Map<String, Long> totals;

    Aggregator(Stage stage) {
        this.stage = stage;
    }

    /**
     * One run on cleared ground, from running until everything is committed: each event and each aggregate has its
     * entry in the history, which is the last that a record changes.
     *
     * @return events per second
     */
    double run() throws Exception {
        application = stage.clear();
        StreamsEngine engine = engine();
        double seconds;
        try {
            engine.start();
            awaitRunning(engine);
            seconds = time(engine, Shape.changelog(application, StoreNames.HISTORY));
        } finally {
            engine.pause("the run is over");
            engine.close();
        }
        if (shape == null) {
            shape = Shape.read(stage.reader(), stage.declared(), application);
            totals = stage.totals(value -> stage.codec()
                    .decode(value)
                    .spec()
                    .at("/eventStream/totalEvents")
                    .longValue());
        }
        return stage.events() / seconds;
    }

    /**
     * The latest run's application once more, without its stores, until all of them are as they were.
     *
     * @return seconds
     * @throws AssertionError if they are not
     */
    double restore() throws Exception {
        stage.loseStores();
        StreamsEngine engine = engine();
        long start = System.nanoTime();
        try {
            engine.start();
            awaitRunning(engine);
            double seconds = (System.nanoTime() - start) / 1e9;
            engine.streams()
                    .allLocalStorePartitionLags()
                    .forEach((store, partitions) -> partitions.forEach((partition, lag) -> {
                        if (lag.offsetLag() != 0) {
                            throw new AssertionError(store + " " + partition + " is not restored: " + lag);
                        }
                    }));
            return seconds;
        } finally {
            engine.pause("the run is over");
            engine.close();
        }
    }

    /** The topics that the latest run's stores are restored from. */
    List<String> changelogs() throws InterruptedException, ExecutionException {
        return stage.changelogs(application);
    }

    /** What the first run wrote. */
    Shape shape() {
        return shape;
    }

    /**
     * Each group's last total of the first run.
     *
     * @throws AssertionError if they are not those of the events that were published
     */
    Map<String, Long> requireTotals() {
        if (!totals.equals(stage.groups().totals())) {
            throw new AssertionError("the aggregates' last totals are not those of the events that were published");
        }
        return totals;
    }

    private StreamsEngine engine() {
        return new StreamsEngine(
                stage.settings(application),
                stage.codec(),
                stage.topicCreator(),
                stage.kinds(),
                Outside.NOBODY,
                any -> {});
    }

    private double time(StreamsEngine engine, String history) {
        long start = System.nanoTime();
        try (CommittedCount count = new CommittedCount(stage.bootstrapServers(), history)) {
            count.await(stage.historyRecords(), () -> requireRunning(engine.state()));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void awaitRunning(StreamsEngine engine) throws InterruptedException {
        while (!engine.state().equals(RUNNING)) {
            if (engine.state().equals("ERROR")) {
                requireRunning(engine.state());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static void requireRunning(String state) {
        if (!state.equals(RUNNING)) {
            throw new AssertionError("the streams do not run any more: " + state);
        }
    }
}
