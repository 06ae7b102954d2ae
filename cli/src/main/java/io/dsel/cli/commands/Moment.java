package io.dsel.cli.commands;

import io.dsel.cli.api.Url;
import io.dsel.cli.text.Times;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Which state of an object: at which time, and as the log had it at which time. */
final class Moment {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "State at this time instead of now: RFC 3339, local time, or how long ago (2h, 3d12h).")
    private String asOf;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "As the log had it then, without what was written later, whatever time that is about.")
    private String knownAt;

    /** Whether it is the state of now that is wanted. */
    boolean isNow() {
        return asOf == null && knownAt == null;
    }

    /** The same request for that moment. @throws picocli.CommandLine.ParameterException if one is no time */
    Url on(Url url, Times times) {
        return url.with("asOf", Arguments.timeText(spec, times, "--as-of", asOf))
                .with("knownAt", Arguments.timeText(spec, times, "--known-at", knownAt));
    }
}
