package io.dsel.streams.aggregate;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.FoldFailedException;
import io.dsel.aggregate.NamedFold;
import io.dsel.build.Build;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which aggregates are declared but not made by this process, because it lacks their fold, has it in another version, or the
 * fold has failed, and what is to be done. Events go by them until the process is started again.
 */
public final class Unmade {
    private static final Logger LOG = LoggerFactory.getLogger(Unmade.class);
    private static final String LATER = ", and it is built of what came meanwhile too";

    private final Consumer<Aggregate> passedBy;

    /** Why, by the aggregates' rules. */
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** @param passedBy tells the log that events go by an aggregate; may throw {@link KafkaException} */
    public Unmade(Consumer<Aggregate> passedBy) {
        this.passedBy = passedBy;
    }

    /** Whether the aggregate is one of them. */
    public boolean holds(Aggregate aggregate) {
        if (aggregate.manifest().fold().isEmpty()) {
            return false;
        }
        if (aggregate.provider().isEmpty()) {
            lacks(aggregate);
        }
        return !reasons.isEmpty() && reasons.containsKey(rule(aggregate));
    }

    /**
     * Tells the log of those that are among these, before events go by them.
     *
     * @throws KafkaException if the log can't be told
     */
    public void passBy(Aggregates declared) {
        declared.all().stream().filter(this::holds).forEach(passedBy);
    }

    /**
     * Makes the aggregate one of them. Everything else goes on; a stream thread that failed would fail again.
     *
     * @param event that came when its fold failed
     * @throws KafkaException if the log can't be told; then nothing has changed
     */
    public void setAside(Aggregate aggregate, String event, FoldFailedException failure) {
        if (reasons.containsKey(rule(aggregate))) {
            return;
        }
        passedBy.accept(aggregate);
        reasons.put(
                rule(aggregate),
                failure.getMessage() + ", when the event " + event + " came; mend the fold and restart" + LATER);
        LOG.error("{}", describe(aggregate), failure.getCause());
    }

    /** Of those that are declared; empty if all are made. */
    public String describe(Aggregates declared) {
        return declared.all().stream().filter(this::holds).map(this::describe).collect(Collectors.joining("; "));
    }

    private void lacks(Aggregate aggregate) {
        NamedFold fold = aggregate.manifest().fold().orElseThrow();
        String reason = "there is no fold " + fold.name() + " of version " + fold.version()
                + " on the class path; add it and restart" + LATER;
        if (reasons.putIfAbsent(rule(aggregate), reason) == null) {
            LOG.warn("{}", describe(aggregate));
        }
    }

    private String describe(Aggregate aggregate) {
        return aggregate.name() + " is not made: " + reasons.get(rule(aggregate));
    }

    private static String rule(Aggregate aggregate) {
        return Build.rule(aggregate.name(), aggregate.formula());
    }
}
