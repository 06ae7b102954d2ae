package io.dsel.gateway.read;

import java.util.function.Function;

/** What one tier answered. */
public record Read<T>(T value, Coverage coverage) {
    public <R> Read<R> map(Function<T, R> to) {
        return new Read<>(to.apply(value), coverage);
    }
}
