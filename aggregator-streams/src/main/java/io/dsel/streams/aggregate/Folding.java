package io.dsel.streams.aggregate;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Fold;
import io.dsel.aggregate.FoldProvider;
import java.util.Optional;

/** How the events of an aggregate's groups are added up: by its measures, or by the fold that its manifest names. */
public final class Folding {
    private final Aggregate aggregate;
    private final FoldProvider provider;

    private Folding(Aggregate aggregate, FoldProvider provider) {
        this.aggregate = aggregate;
        this.provider = provider;
    }

    /** Empty if it needs a fold that is not here. */
    public static Optional<Folding> of(Aggregate aggregate) {
        return aggregate.manifest().fold().isEmpty()
                ? Optional.of(new Folding(aggregate, null))
                : aggregate.provider().map(its -> new Folding(aggregate, its));
    }

    public Aggregate aggregate() {
        return aggregate;
    }

    /** Whether its aggregates have the sections that every declared one has, not those of a fold in Java. */
    boolean isDeclared() {
        return provider == null;
    }

    public Fold empty() {
        return provider == null ? new DeclaredFold(aggregate.manifest()) : provider.empty();
    }

    /** @param state that one of its folds gave; empty for that of no event */
    public Fold read(byte[] state) {
        if (state.length == 0) {
            return empty();
        }
        return provider == null ? new DeclaredFold(aggregate.manifest(), state) : provider.read(state);
    }
}
