package io.dsel.cli.text;

/** What a command prints. */
public enum Format {
    TABLE,
    YAML,
    JSON
}
