package io.dsel.streams.engine;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.streams.aggregate.Unmade;
import io.dsel.topic.Topic;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The aggregates that are declared, each from the moment when what it needs is there. That is its topic: ingest makes it
 * before it takes the manifest, but a manifest may come straight to the log, and the streams would stand still before a topic
 * that is not there. And of one that this process can't make, the log's knowledge that events go by it.
 */
final class PreparedAggregates implements Supplier<Aggregates> {
    private static final Logger LOG = LoggerFactory.getLogger(PreparedAggregates.class);
    private static final long PAUSE = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Aggregates> declared;
    private final TopicCreator topics;
    private final Unmade unmade;
    private volatile Aggregates ready = Aggregates.BUILT_IN;
    private volatile long notBefore = System.nanoTime();

    /** @param topics have made those of the aggregates that come along */
    PreparedAggregates(Supplier<Aggregates> declared, TopicCreator topics, Unmade unmade) {
        this.declared = declared;
        this.topics = topics;
        this.unmade = unmade;
    }

    /** Asked with every event, so that only what is new costs more than a look. */
    @Override
    public Aggregates get() {
        Aggregates now = declared.get();
        if (now != ready && System.nanoTime() - notBefore >= 0) {
            try {
                prepare(now);
            } catch (KafkaException e) {
                LOG.warn("what was declared does not count yet: {}", e.getMessage());
                notBefore = System.nanoTime() + PAUSE;
            }
        }
        return ready;
    }

    /**
     * Before the first event is read: what did not count then would lack it, and nobody would know.
     *
     * @throws KafkaException if what one of those needs that are declared now can't be made
     */
    void prepare() {
        prepare(declared.get());
    }

    private synchronized void prepare(Aggregates now) {
        if (now == ready) {
            return;
        }
        List<Topic> missing = missing(now.all());
        if (!missing.isEmpty()) { // the stream thread waits for the broker meanwhile
            topics.ensure(missing);
        }
        unmade.passBy(now);
        ready = now;
    }

    private List<Topic> missing(Collection<Aggregate> all) {
        return all.stream()
                .filter(aggregate -> ready.find(aggregate.name()).isEmpty())
                .map(aggregate -> Topics.forKind(
                        aggregate.kind(), aggregate.manifest().topics().retention()))
                .toList();
    }
}
