package io.dsel.cli.commands;

import io.dsel.event.EventIds;
import picocli.CommandLine.Option;

/** Who does what a command writes, and why. */
final class Authorship {
    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "${env:DSEL_USER}",
            description = "Who does it (default: $DSEL_USER, else the system's user).")
    private String user;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            description = "The workflow run that it belongs to (default: one of its own).")
    private String execution;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
    private String comment;

    /** Of this run of the command. */
    Author author(Surroundings surroundings) {
        return new Author(
                user == null || user.isBlank() ? surroundings.user() : user, EventIds.next(), execution, comment);
    }
}
