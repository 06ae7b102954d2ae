package io.dsel.kind;

/**
 * One shape of a kind's objects.
 *
 * @param name such as {@code v1alpha1}
 */
public record KindVersion(String name, ObjectSchema schema) {}
