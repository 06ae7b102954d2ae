package io.dsel.cli.commands;

import io.dsel.cli.text.Times;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Values of options that take more than a converter to read. */
final class Arguments {
    private Arguments() {}

    /**
     * @param text null if the option was not given
     * @return null if it was not given
     * @throws ParameterException if it is no time
     */
    static Instant time(CommandSpec spec, Times times, String option, String text) {
        try {
            return text == null ? null : times.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '" + option + "': " + e.getMessage());
        }
    }

    /** @throws ParameterException if the value is less */
    static void requireAtLeast(CommandSpec spec, String option, long value, long least) {
        if (value < least) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Invalid value for option '" + option + "': " + value + " is less than " + least);
        }
    }
}
