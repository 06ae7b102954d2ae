package io.dsel.bench.aggregation;

import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * How much a run of the aggregator wrote, and where: what the yardsticks write too.
 *
 * @param headsOfEvents those of the heads whose value is an event; the others' is an aggregate
 * @param headsOfAggregates the others
 * @param headsStore this and what follows are changelogs, which have a record for each put
 */
record Shape(
        Flow headsOfEvents,
        Flow headsOfAggregates,
        Flow journal,
        Flow aggregates,
        Flow headsStore,
        Flow historyStore,
        Flow executionEvents,
        Flow executionStates) {

    /** @param application whose changelogs are read */
    static Shape read(TopicReader reader, String application) {
        Flow[] heads = {Flow.NONE, Flow.NONE};
        reader.read(Topics.HEADS.name(), record -> {
            int kind = isAggregate(record) ? 1 : 0;
            heads[kind] = heads[kind].plus(record.key(), record.value());
        });
        return new Shape(
                heads[0],
                heads[1],
                reader.flow(Topics.EXECUTION_JOURNAL.name()),
                reader.flow(Stage.AGGREGATES.name()),
                reader.flow(changelog(application, StoreNames.HEADS)),
                reader.flow(changelog(application, StoreNames.HISTORY)),
                reader.flow(changelog(application, StoreNames.EXECUTION_EVENTS)),
                reader.flow(changelog(application, StoreNames.EXECUTION_STATES)));
    }

    static String changelog(String application, String store) {
        return application + "-" + store + "-changelog";
    }

    /** Bytes that the history adds to an event or aggregate, of which it takes as many. */
    int historyOverhead() {
        return historyStore.meanValue() - (headsOfEvents.meanValue() + headsOfAggregates.meanValue()) / 2;
    }

    private static boolean isAggregate(ConsumerRecord<byte[], byte[]> record) {
        return Executions.isAggregateKey(record.key());
    }
}
