package io.dsel.gateway;

import io.dsel.gateway.index.QueryRefusedException;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.read.ForeignTokenException;
import io.dsel.gateway.read.NotOfThisTierException;
import io.dsel.gateway.read.TierUnavailableException;
import io.dsel.gateway.read.TiersExhaustedException;
import io.dsel.gateway.watch.LogAwayException;
import io.dsel.gateway.watch.TooManyWatchesException;
import io.dsel.gateway.watch.WatchRefusedException;
import io.dsel.json.SyntaxException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;

/** What each exception of the gateway means to a caller. */
final class GatewayProblems {
    private GatewayProblems() {}

    static ProblemTable table() {
        return new ProblemTable()
                .on(BadParameterException.class, e -> badParameter(e.parameter(), e.getMessage()))
                .on(QueryRefusedException.class, e -> badParameter("q", "the index cannot run it: " + e.getMessage()))
                .on(
                        NotOfThisTierException.class,
                        e -> badParameter("tier", e.getMessage() + "; leave the tier out, or name another"))
                .on(SyntaxException.class, e -> new Problem(400, "syntax", "Not JSON", e.getMessage())
                        .with("line", e.line())
                        .with("column", e.column()))
                .on(
                        ForeignTokenException.class,
                        e -> new Problem(400, "foreign-token", "Token of another cluster", e.getMessage()))
                .on(NotConvertibleException.class, Versions::problem)
                .on(TiersExhaustedException.class, GatewayProblems::exhausted)
                .on(TierUnavailableException.class, e -> unavailable(e.getMessage()))
                .on(WatchRefusedException.class, WatchRefusedException::problem)
                .on(TooManyWatchesException.class, e -> unavailable(e.getMessage()))
                .on(LogAwayException.class, e -> unavailable(e.getMessage()).with("tier", "log"))
                .on(LogUnavailableException.class, e -> unavailable(e.getMessage())
                        .with("tier", "log"));
    }

    private static Problem exhausted(TiersExhaustedException e) {
        Problem problem = e.waitingFor()
                .map(waitingFor -> new Problem(
                                503,
                                "token-not-covered",
                                "Not visible yet",
                                "no tier showed all of it in time; " + e.getMessage())
                        .with("waitingFor", waitingFor))
                .orElseGet(() -> unavailable("no tier could answer; " + e.getMessage()));
        Problem named = e.tried().size() == 1
                ? problem.with("tier", e.tried().getFirst().tier().toString())
                : problem;
        return named.with("tried", Reply.document(e.tried()));
    }

    private static Problem badParameter(String parameter, String detail) {
        return new Problem(400, "bad-parameter", "Parameter not valid", detail).with("parameter", parameter);
    }

    private static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Not available now", detail);
    }
}
