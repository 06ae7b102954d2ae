package io.dsel.aggregate;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The folds in Java that this process has, found once. */
final class FoldProviders {
    private static final Map<NamedFold, FoldProvider> ALL = ServiceLoader.load(FoldProvider.class).stream()
            .map(provider -> new GuardedProvider(provider.get()))
            .collect(Collectors.toUnmodifiableMap(
                    provider -> new NamedFold(provider.name(), provider.version()), Function.identity()));

    private FoldProviders() {}

    static Optional<FoldProvider> find(NamedFold fold) {
        return Optional.ofNullable(ALL.get(fold));
    }
}
