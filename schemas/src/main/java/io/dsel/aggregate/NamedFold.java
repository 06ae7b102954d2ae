package io.dsel.aggregate;

/**
 * A fold in Java, by the name and version of its {@link FoldProvider}.
 *
 * @param version of what it makes of the same events
 */
public record NamedFold(String name, String version) {}
