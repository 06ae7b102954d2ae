package io.dsel.cli.commands;

import io.dsel.cli.text.Style;
import io.dsel.cli.text.Times;
import java.io.InputStream;

/**
 * What a command finds around it.
 *
 * @param user who runs it, as the system knows them
 * @param in standard input
 */
record Surroundings(Style style, Times times, String user, InputStream in) {
    static Surroundings ofProcess() {
        return new Surroundings(
                Style.ofTerminal(), Times.system(), System.getProperty("user.name", "anonymous"), System.in);
    }
}
