package io.dsel.cli.commands;

import io.dsel.cli.text.Times;
import io.dsel.event.EventJson;
import java.time.Instant;
import java.util.List;
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

    /**
     * The same as the services take it.
     *
     * @return null if it was not given
     * @throws ParameterException if it is no time
     */
    static String timeText(CommandSpec spec, Times times, String option, String text) {
        Instant time = time(spec, times, option, text);
        return time == null ? null : EventJson.time(time);
    }

    /** An option that may be given several times; none if it was not. */
    static List<String> orNone(List<String> values) {
        return values == null ? List.of() : values;
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
