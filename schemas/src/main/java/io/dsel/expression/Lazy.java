package io.dsel.expression;

import java.util.function.Supplier;

/** A value that is made once, when it is first asked for; an attempt that fails is made again. */
public final class Lazy<T> {
    private final Supplier<T> maker;
    private volatile T value;

    public Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    public T get() {
        T known = value;
        if (known == null) {
            synchronized (this) {
                known = value;
                if (known == null) {
                    known = maker.get();
                    value = known;
                }
            }
        }
        return known;
    }
}
