package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.build.Build;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** The builds that the log tells of, as the one that builds knows them: by what it wrote, and what others said since. */
final class KnownBuilds {
    private final BuildLog log;
    private final Map<String, Build> builds = new HashMap<>();

    /** Where what this instance said last of a build lies, so that it is not taken for what another says. */
    private final Map<String, Long> written = new HashMap<>();

    KnownBuilds(BuildLog log) {
        this.log = log;
    }

    /**
     * Takes what the log says for all there is.
     *
     * @throws KafkaException if the broker does not answer
     */
    void read() {
        builds.clear();
        written.clear();
        builds.putAll(log.read());
    }

    Collection<Build> all() {
        return List.copyOf(builds.values());
    }

    Optional<Build> find(Aggregate aggregate) {
        return Optional.ofNullable(builds.get(Build.rule(aggregate.name(), aggregate.formula())));
    }

    /** @throws KafkaException if the log did not take it */
    void keep(Build build, Producer<String, byte[]> producer) {
        written.put(build.rule(), log.write(producer, build));
        builds.put(build.rule(), build);
    }

    /** @throws KafkaException if the log did not take it */
    void forget(Build build, Producer<String, byte[]> producer) {
        written.put(build.rule(), log.forget(producer, build.rule()));
        builds.remove(build.rule());
    }

    /**
     * Forgets a build if another instance says that events go by its aggregate there: what was built is not all.
     *
     * @param record of the log of builds
     * @return whether it says so
     */
    boolean heed(ConsumerRecord<String, byte[]> record) {
        boolean passedBy = record.value() == null && record.offset() > written.getOrDefault(record.key(), -1L);
        if (passedBy) {
            builds.remove(record.key());
        }
        return passedBy;
    }
}
