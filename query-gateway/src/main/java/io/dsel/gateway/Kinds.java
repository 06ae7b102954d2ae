package io.dsel.gateway;

import io.dsel.gateway.log.Broker;
import io.dsel.gateway.log.KindCatalogue;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.read.Deadline;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a kind that nobody has heard of from one that merely has nothing to show. Only empty answers ask. */
final class Kinds {
    private static final Logger LOG = LoggerFactory.getLogger(Kinds.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int NEAREST = 5;

    private final Broker broker;
    private final Supplier<io.dsel.kind.Kinds> declared;

    Kinds(Broker broker, Supplier<io.dsel.kind.Kinds> declared) {
        this.broker = broker;
        this.declared = declared;
    }

    /**
     * @param kind of events or of objects
     * @throws ProblemException 404 {@code unknown-kind} if it is certain that there is none of that name
     */
    void requireKnown(String kind) {
        KindCatalogue catalogue;
        try {
            catalogue = broker.kinds(declared.get(), Deadline.in(PATIENCE));
        } catch (LogUnavailableException e) {
            LOG.debug("whether there is a kind {} is not known", kind, e);
            return;
        }
        if (!catalogue.holds(kind)) {
            List<String> nearest = nearest(kind, catalogue.names());
            throw new ProblemException(new Problem(
                            404,
                            "unknown-kind",
                            "Unknown kind",
                            "there is no kind named '" + kind + "'"
                                    + (nearest.isEmpty() ? "" : "; the nearest are " + String.join(", ", nearest)))
                    .with("nearest", nearest));
        }
    }

    private static List<String> nearest(String kind, List<String> names) {
        return names.stream()
                .sorted(Comparator.comparingInt((String name) -> distance(kind, name))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(NEAREST)
                .toList();
    }

    /** Levenshtein's, whatever the case. */
    private static int distance(String one, String other) {
        String left = one.toLowerCase(Locale.ROOT);
        String right = other.toLowerCase(Locale.ROOT);
        int[] above = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int[] row = new int[right.length() + 1];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(above[j - 1] + change, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[right.length()];
    }
}
