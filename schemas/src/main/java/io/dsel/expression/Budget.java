package io.dsel.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What one evaluation may cost: a unit for each step, and one for each item and each eight characters of what a step makes;
 * and nothing that it makes may have more parts than it has units, however few of them are distinct. Depends on the
 * expression and its input alone, so the same evaluation always ends the same; the time limit is there for steps that are
 * slow, such as a search in a very long text, and ends what goes on behind them.
 */
public final class Budget {
    static final long MOST_UNITS = 1_000_000;
    static final long MOST_NANOS = 1_000_000_000;

    private static final int CHARACTERS_PER_UNIT = 8;
    private static final int STEPS_PER_LOOK = 256;

    private final long deadline = System.nanoTime() + MOST_NANOS;
    private long units;
    private int steps;

    /** Reached a bound. An error, because CEL's {@code ||} and {@code &&} take an exception for a value. */
    public static final class Exhausted extends Error {
        Exhausted(String bound) {
            super(bound, null, false, false);
        }
    }

    /** A step that passes on what was there. */
    void step() {
        spend(1);
    }

    /** A step that makes the value. CEL walks through all of what it is given, so what would take for ever is ended here. */
    void made(Object value) {
        charge(value);
        look();
        if (weigh(value, MOST_UNITS) > MOST_UNITS) {
            throw new Exhausted("makes more than " + MOST_UNITS + " values within one another");
        }
    }

    /** What the value takes by itself, without what is in its items. */
    void charge(Object made) {
        spend(1
                + switch (made) {
                    case String text -> text.length() / CHARACTERS_PER_UNIT;
                    case Collection<?> items -> items.size();
                    case Map<?, ?> entries -> entries.size();
                    default -> 0;
                });
    }

    private void spend(long more) {
        units += more;
        if (units > MOST_UNITS) {
            throw new Exhausted("costs more than " + MOST_UNITS + " steps");
        }
        if (++steps % STEPS_PER_LOOK == 0) {
            look();
        }
    }

    private void look() {
        if (System.nanoTime() - deadline > 0) {
            throw new Exhausted("takes more than " + MOST_NANOS / 1_000_000 + " ms");
        }
    }

    /** How many values there are in it, itself included; no further than one more than the most. */
    private static long weigh(Object value, long most) {
        Collection<?> parts =
                switch (value) {
                    case Collection<?> items -> items;
                    case Map<?, ?> entries -> entries.values();
                    default -> List.of();
                };
        long weight = 1;
        for (Object part : parts) {
            weight += weigh(part, most - weight);
            if (weight > most) {
                break;
            }
        }
        return weight;
    }
}
