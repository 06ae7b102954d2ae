package io.dsel.ingest;

import io.dsel.event.InvalidEventException;
import io.dsel.json.SyntaxException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemTable;
import java.io.EOFException;

/** Which problem each exception means to the caller. */
final class IngestProblems {
    private IngestProblems() {}

    static ProblemTable table() {
        return new ProblemTable()
                .on(InvalidEventException.class, IngestProblems::invalid)
                .on(SyntaxException.class, IngestProblems::syntax)
                .on(EventTooLargeException.class, e -> tooLarge(e.getMessage()))
                .on(LogUnavailableException.class, e -> unavailable(e.getMessage()))
                .on(
                        EOFException.class,
                        e -> new Problem(400, "syntax", "The body cannot be read", "the body ended before its end"));
    }

    static Problem tooLarge(String detail) {
        return new Problem(413, "too-large", "Too large", detail);
    }

    static Problem unsupportedMediaType(String detail) {
        return new Problem(415, "unsupported-media-type", "Media type not supported", detail);
    }

    static Problem unavailable(String detail) {
        return new Problem(503, "unavailable", "The log does not answer", detail);
    }

    private static Problem invalid(InvalidEventException e) {
        return new Problem(422, "invalid-event", "The event is not valid", e.getMessage())
                .with("errors", e.violations());
    }

    private static Problem syntax(SyntaxException e) {
        Problem problem = new Problem(400, "syntax", "The body cannot be read", e.getMessage());
        return e.line() < 0 ? problem : problem.with("line", e.line()).with("column", e.column());
    }
}
