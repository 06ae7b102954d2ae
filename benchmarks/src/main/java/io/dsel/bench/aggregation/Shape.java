package io.dsel.bench.aggregation;

import io.dsel.aggregate.Aggregates;
import io.dsel.bench.Flow;
import io.dsel.bench.TopicReader;
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
        Flow groupEvents,
        Flow groupStates) {

    /** @param application whose changelogs are read */
    static Shape read(TopicReader reader, Aggregates declared, String application) {
        Flow[] heads = {Flow.NONE, Flow.NONE};
        reader.read(Topics.HEADS.name(), record -> {
            int kind = isAggregate(record) ? 1 : 0;
            heads[kind] = heads[kind].plus(record.key(), record.value());
        });
        return new Shape(
                heads[0],
                heads[1],
                reader.flow(Topics.AGGREGATE_JOURNAL.name()),
                aggregates(reader, declared),
                reader.flow(changelog(application, StoreNames.HEADS)),
                reader.flow(changelog(application, StoreNames.HISTORY)),
                reader.flow(changelog(application, StoreNames.AGGREGATE_EVENTS)),
                reader.flow(changelog(application, StoreNames.AGGREGATE_STATES)));
    }

    static String changelog(String application, String store) {
        return application + "-" + store + "-changelog";
    }

    /** Bytes that the history adds to an event or aggregate. */
    int historyOverhead() {
        long events = historyStore.records() - aggregates.records();
        long bytes = events * headsOfEvents.meanValue() + aggregates.valueBytes();
        return historyStore.meanValue() - Math.toIntExact(bytes / historyStore.records());
    }

    /** Of all kinds together. */
    static Flow aggregates(TopicReader reader, Aggregates declared) {
        return Groups.topics(declared).stream().map(reader::flow).reduce(Flow.NONE, Flow::plus);
    }

    private static boolean isAggregate(ConsumerRecord<byte[], byte[]> record) {
        return Groups.isAggregateKey(record.key());
    }
}
