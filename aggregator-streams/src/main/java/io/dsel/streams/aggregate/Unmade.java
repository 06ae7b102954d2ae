package io.dsel.streams.aggregate;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.NamedFold;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which aggregates are declared but not made by this process, because it lacks their fold or has it in another version, and
 * what is to be done; the log is told once.
 */
public final class Unmade {
    private static final Logger LOG = LoggerFactory.getLogger(Unmade.class);

    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /** Whether the aggregate is one of them. */
    public boolean holds(Aggregate aggregate) {
        if (aggregate.manifest().fold().isEmpty() || aggregate.provider().isPresent()) {
            return false;
        }
        if (told.add(aggregate.name() + "@" + aggregate.formula())) {
            LOG.warn("{}", describe(aggregate));
        }
        return true;
    }

    /** Of those that are declared; empty if all are made. */
    public String describe(Aggregates declared) {
        return declared.all().stream().filter(this::holds).map(Unmade::describe).collect(Collectors.joining("; "));
    }

    private static String describe(Aggregate aggregate) {
        NamedFold fold = aggregate.manifest().fold().orElseThrow();
        return aggregate.name() + " is not made: there is no fold " + fold.name() + " of version " + fold.version()
                + " on the class path; add it and restart, and it is built of what came meanwhile too";
    }
}
