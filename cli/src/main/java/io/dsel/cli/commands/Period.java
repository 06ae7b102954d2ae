package io.dsel.cli.commands;

import io.dsel.cli.api.Url;
import io.dsel.cli.text.Times;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Events of which time. */
final class Period {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: " + Times.ACCEPTED + ".")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
    private String to;

    /** The same request for that time. @throws picocli.CommandLine.ParameterException if one is no time */
    Url on(Url url, Times times) {
        return url.with("from", Arguments.timeText(spec, times, "--from", from))
                .with("to", Arguments.timeText(spec, times, "--to", to));
    }
}
