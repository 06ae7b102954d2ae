package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Terminal;
import io.dsel.cli.text.Times;
import java.io.InputStream;

/**
 * What a command finds around it.
 *
 * @param user who runs it, as the system knows them
 * @param in standard input
 * @param terminal whether a person sees the output as it comes
 */
record Surroundings(Style style, Times times, String user, InputStream in, boolean terminal) {
    static Surroundings ofProcess() {
        return new Surroundings(
                Style.ofTerminal(),
                Times.system(),
                System.getProperty("user.name", "anonymous"),
                System.in,
                Terminal.isInteractive());
    }
}
