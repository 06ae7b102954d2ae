package io.dsel.cli.text;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person sits at the other end. */
public final class Terminal {
    private Terminal() {}

    /** Whether standard input and output are a terminal. */
    public static boolean isInteractive() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try { // From Java 22 on there is a console even where there is no terminal, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Console.isTerminal cannot be asked", e);
        }
    }
}
