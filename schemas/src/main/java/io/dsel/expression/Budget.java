package io.dsel.expression;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What an evaluation, or several together, may cost: a unit for each step, and one for each item and each eight characters of what a step makes;
 * and nothing that it makes may have more parts than it has units, however few of them are distinct. Depends on the
 * expression and its input alone, so the same evaluation always ends the same; the time limit is there for steps that are
 * slow, such as a search in a very long text, and ends what goes on behind them.
 */
public final class Budget {
    static final long MOST_UNITS = 1_000_000;
    static final long MOST_NANOS = 1_000_000_000;

    /** Of one event with one aggregate. */
    static final long MOST_STREAM_UNITS = 200_000;

    static final long MOST_STREAM_NANOS = 10_000_000_000L;

    private static final int CHARACTERS_PER_UNIT = 8;
    private static final int STEPS_PER_LOOK = 256;

    private final long mostUnits;
    private final long mostNanos;
    private final boolean chargesReads;
    private final long begin = System.nanoTime();
    private long units;
    private int steps;

    /** For one evaluation, whose caller waits for it. */
    public Budget() {
        this(MOST_UNITS, MOST_NANOS, false);
    }

    private Budget(long mostUnits, long mostNanos, boolean chargesReads) {
        this.mostUnits = mostUnits;
        this.mostNanos = mostNanos;
        this.chargesReads = chargesReads;
    }

    /**
     * For all evaluations of one event with one manifest, where the events behind it wait. What an expression has no value
     * for because the process paused is missing for good, so the time limit is far off, and what a slow step looks at is
     * charged as well.
     */
    public static Budget ofStream() {
        return new Budget(MOST_STREAM_UNITS, MOST_STREAM_NANOS, true);
    }

    /** Reached a bound. An error, because CEL's {@code ||} and {@code &&} take an exception for a value. */
    public static final class Exhausted extends Error {
        Exhausted(String bound) {
            super(bound, null, false, false);
        }
    }

    /** A step that passes on what was there. */
    void read(Object value) {
        if (chargesReads) {
            charge(value);
        } else {
            spend(1);
        }
    }

    /** A step that makes the value. CEL walks through all of what it is given, so what would take for ever is ended here. */
    void made(Object value) {
        charge(value);
        look();
        if (weigh(value, mostUnits) > mostUnits) {
            throw new Exhausted("makes more than " + mostUnits + " values within one another");
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
        if (units > mostUnits) {
            throw new Exhausted("costs more than " + mostUnits + " steps");
        }
        if (++steps % STEPS_PER_LOOK == 0) {
            look();
        }
    }

    private void look() {
        if (System.nanoTime() - begin > mostNanos) {
            throw new Exhausted("takes more than " + mostNanos / 1_000_000 + " ms");
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
