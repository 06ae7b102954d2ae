package io.dsel.cli.text;

import picocli.CommandLine.Help.Ansi;

/**
 * Colours, where the output is a terminal and nobody said no ({@code NO_COLOR}).
 *
 * @param colours whether to use them
 */
public record Style(boolean colours) {
    private static final String RESET = "\u001b[0m";

    public static Style ofTerminal() {
        return new Style(Ansi.AUTO.enabled());
    }

    public String heading(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String match(String text) {
        return paint("1;33", text);
    }

    public String name(String text) {
        return paint("36", text);
    }

    public String added(String text) {
        return paint("32", text);
    }

    public String removed(String text) {
        return paint("31", text);
    }

    /** An action or a status in the colour of its meaning. */
    public String outcome(String text) {
        return switch (text.strip()) {
            case "Failed", "Fail", "FAILED", "FAILURE", "ERROR", "dead" -> paint("31", text);
            case "Deleted", "Delete", "WARNING" -> paint("33", text);
            case "Completed", "Applied", "Deployed", "COMPLETED", "SUCCESS", "SUCCEEDED" -> paint("32", text);
            default -> text;
        };
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + RESET : text;
    }
}
