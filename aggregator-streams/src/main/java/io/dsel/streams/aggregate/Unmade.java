package io.dsel.streams.aggregate;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.NamedFold;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which aggregates are declared but not made by this process, and what is to be done; the log is told once. */
public final class Unmade {
    private static final Logger LOG = LoggerFactory.getLogger(Unmade.class);

    /** By the aggregate's name and formula. */
    private final Map<String, String> reasons = new ConcurrentHashMap<>();

    /** Whether it needs a fold that this process lacks or has in another version, or can't be used for another reason. */
    public boolean holds(Aggregate aggregate) {
        if (aggregate.manifest().fold().isPresent() && aggregate.provider().isEmpty()) {
            NamedFold fold = aggregate.manifest().fold().get();
            refuse(
                    aggregate,
                    "there is no fold " + fold.name() + " of version " + fold.version()
                            + " on the class path; add it, restart, then dsel replay streams --to-earliest");
            return true;
        }
        return !reasons.isEmpty() && reasons.containsKey(key(aggregate));
    }

    public void refuse(Aggregate aggregate, String reason) {
        if (reasons.put(key(aggregate), reason) == null) {
            LOG.warn("{} is not made: {}", aggregate.manifest().name(), reason);
        }
    }

    /** Of those that are declared; empty if all are made. */
    public String describe(Aggregates declared) {
        return declared.all().stream()
                .filter(this::holds)
                .map(aggregate -> aggregate.manifest().name() + " is not made: " + reasons.get(key(aggregate)))
                .collect(Collectors.joining("; "));
    }

    private static String key(Aggregate aggregate) {
        return aggregate.manifest().name() + "@" + aggregate.formula();
    }
}
