package io.dsel.gateway.watch;

import io.dsel.service.Problem;
import java.util.List;

/** A watch that was asked for in a way that cannot be served. */
public final class WatchRefusedException extends RuntimeException {
    private final transient Problem problem;

    private WatchRefusedException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** @param allowed what was wrong and what is allowed, to follow the parameter's name */
    static WatchRefusedException parameter(String parameter, String allowed) {
        return new WatchRefusedException(
                new Problem(400, "bad-parameter", "Parameter not valid", parameter + ": " + allowed)
                        .with("parameter", parameter));
    }

    static WatchRefusedException foreignToken() {
        return new WatchRefusedException(new Problem(
                400,
                "foreign-token",
                "Token of another cluster",
                "the token in from is of a write to another Kafka cluster; take one that this cluster's ingest gave"));
    }

    static WatchRefusedException unknownKind(String kind, List<String> known) {
        return new WatchRefusedException(new Problem(
                        404,
                        "unknown-kind",
                        "No such kind",
                        "there is no kind '" + kind + "'; a pattern such as " + kind + "* waits for kinds to come")
                .with("known", known));
    }

    public Problem problem() {
        return problem;
    }
}
