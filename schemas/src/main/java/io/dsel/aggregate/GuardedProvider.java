package io.dsel.aggregate;

import static java.util.Objects.requireNonNull;

import io.dsel.event.Event;
import io.dsel.kind.Action;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** A provider of whoever wrote it. Whatever it or its folds throw is a {@link FoldFailedException}, and so is a null. */
final class GuardedProvider implements FoldProvider {
    private final FoldProvider provider;
    private final NamedFold fold;

    GuardedProvider(FoldProvider provider) {
        this.provider = provider;
        fold = new NamedFold(provider.name(), provider.version());
    }

    @Override
    public String name() {
        return fold.name();
    }

    @Override
    public String version() {
        return fold.version();
    }

    @Override
    public ObjectNode inputs(Event event, Optional<Action.Step> step) {
        return guarded(() -> requireNonNull(provider.inputs(event, step), "inputs"));
    }

    @Override
    public Fold empty() {
        return guarded(() -> new GuardedFold(requireNonNull(provider.empty(), "fold of no event")));
    }

    @Override
    public Fold read(byte[] state) {
        return guarded(() -> new GuardedFold(requireNonNull(provider.read(state), "fold that was read")));
    }

    private <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new FoldFailedException(fold, e);
        }
    }

    private final class GuardedFold implements Fold {
        private final Fold guarded;

        GuardedFold(Fold guarded) {
            this.guarded = guarded;
        }

        @Override
        public void add(Member member) {
            guarded(() -> {
                guarded.add(member);
                return null;
            });
        }

        @Override
        public boolean remove(Member member) {
            return guarded(() -> guarded.remove(member));
        }

        @Override
        public byte[] state() {
            return guarded(() -> requireNonNull(guarded.state(), "state"));
        }

        @Override
        public void writeTo(ObjectNode spec) {
            guarded(() -> {
                guarded.writeTo(spec);
                return null;
            });
        }

        @Override
        public Optional<String> phase() {
            return guarded(() -> requireNonNull(guarded.phase(), "phase"));
        }
    }
}
