package io.dsel.cli.api;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import tools.jackson.databind.JsonNode;

/** What a service said. */
public sealed interface Answer {

    /** It did what was asked. */
    record Done(JsonNode body, Receipt receipt) implements Answer {}

    /** It refused, and says why. */
    record Refused(Problem problem) implements Answer {}

    /** @throws CliException with the problem, if it refused */
    default Done done() {
        return switch (this) {
            case Done done -> done;
            case Refused refused ->
                throw new CliException(ExitCode.FAILED, refused.problem().text());
        };
    }

    /** The body. @throws CliException with the problem, if it refused */
    default JsonNode orFail() {
        return done().body();
    }
}
