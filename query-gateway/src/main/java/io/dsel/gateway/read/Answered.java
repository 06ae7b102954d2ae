package io.dsel.gateway.read;

/** An answer with its receipt. */
public record Answered<T>(T value, Receipt receipt) {}
