package io.dsel.gateway;

import io.dsel.gateway.index.ForeignTokenException;
import io.dsel.gateway.index.IndexUnavailableException;
import io.dsel.gateway.index.QueryRefusedException;
import io.dsel.gateway.index.TokenNotCoveredException;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.store.StoreUnavailableException;
import io.dsel.gateway.watch.LogAwayException;
import io.dsel.gateway.watch.TooManyWatchesException;
import io.dsel.gateway.watch.WatchRefusedException;
import io.dsel.json.SyntaxException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import java.util.List;
import java.util.Map;

/** What each exception of the gateway means to a caller. */
final class GatewayProblems {
    private GatewayProblems() {}

    static ProblemTable table() {
        return new ProblemTable()
                .on(BadParameterException.class, e -> badParameter(e.parameter(), e.getMessage()))
                .on(QueryRefusedException.class, e -> badParameter("q", "the index cannot run it: " + e.getMessage()))
                .on(SyntaxException.class, e -> new Problem(400, "syntax", "Not JSON", e.getMessage())
                        .with("line", e.line())
                        .with("column", e.column()))
                .on(
                        ForeignTokenException.class,
                        e -> new Problem(400, "foreign-token", "Token of another cluster", e.getMessage()))
                .on(TokenNotCoveredException.class, e -> new Problem(
                                503, "token-not-covered", "Not visible yet", e.getMessage())
                        .with("waitingFor", e.waitingFor()))
                .on(
                        StoreUnavailableException.class,
                        e -> unavailable(e.getMessage()).with("tier", "store").with("instances", instances(e)))
                .on(IndexUnavailableException.class, e -> unavailable(e.getMessage())
                        .with("tier", "index"))
                .on(WatchRefusedException.class, WatchRefusedException::problem)
                .on(TooManyWatchesException.class, e -> unavailable(e.getMessage()))
                .on(LogAwayException.class, e -> unavailable(e.getMessage()).with("tier", "log"))
                .on(LogUnavailableException.class, e -> unavailable(e.getMessage())
                        .with("tier", "log"));
    }

    private static Problem badParameter(String parameter, String detail) {
        return new Problem(400, "bad-parameter", "Parameter not valid", detail).with("parameter", parameter);
    }

    private static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "Not available now", detail);
    }

    private static List<Map<String, String>> instances(StoreUnavailableException e) {
        return e.reasons().entrySet().stream()
                .map(reason -> Map.of("url", reason.getKey().toString(), "reason", reason.getValue()))
                .toList();
    }
}
