package io.dsel.cli.commands;

import io.dsel.cli.console.CliException;
import io.dsel.cli.text.Style;
import io.dsel.cli.text.Times;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Function;
import picocli.CommandLine;

/** Runs a command as {@code Main} would, at a fixed time, and keeps what it printed. */
record Cli(int exit, String out, String err) {
    static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");

    static Cli run(Function<Surroundings, Object> command, String... arguments) {
        return run(InstantSource.fixed(NOW), "", command, arguments);
    }

    static Cli run(InstantSource clock, String in, Function<Surroundings, Object> command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Surroundings surroundings = new Surroundings(
                new Style(false),
                new Times(clock, ZoneId.of("Europe/Berlin")),
                "tester",
                new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                false);
        int exit = new CommandLine(command.apply(surroundings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    if (error instanceof CliException known) {
                        line.getErr().println("dsel: " + known.getMessage());
                        return known.exitCode();
                    }
                    throw error;
                })
                .execute(arguments);
        return new Cli(
                exit,
                out.toString().replace(System.lineSeparator(), "\n"),
                err.toString().replace(System.lineSeparator(), "\n"));
    }
}
