package io.dsel.streams.query;

import io.dsel.avro.RegistryUnavailableException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import io.dsel.streams.engine.StreamsUnavailableException;
import org.apache.kafka.common.KafkaException;

/** The problems that reads end in. */
public final class QueryProblems {
    static final String TOKEN_NOT_COVERED = "token-not-covered";

    private QueryProblems() {}

    public static void addTo(ProblemTable problems) {
        problems.on(StreamsUnavailableException.class, e -> unavailable(e.getMessage()))
                .on(KafkaException.class, e -> unavailable("the broker does not answer: " + e.getMessage()))
                .on(RegistryUnavailableException.class, e -> unavailable(e.getMessage()))
                .on(TokenNotCoveredException.class, e -> new Problem(
                                503, TOKEN_NOT_COVERED, "Token not covered yet", e.getMessage())
                        .with("waitingFor", e.waitingFor()))
                .on(BadParameterException.class, e -> new Problem(400, "bad-parameter", "Bad parameter", e.getMessage())
                        .with("parameter", e.parameter()));
    }

    private static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "The stores cannot be read now", detail);
    }
}
