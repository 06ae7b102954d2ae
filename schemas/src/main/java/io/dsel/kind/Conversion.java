package io.dsel.kind;

/**
 * How an object of one version reads as one of another.
 *
 * @param spec in CEL, over {@code object}: the new {@code spec}
 */
public record Conversion(String from, String to, String spec) {}
