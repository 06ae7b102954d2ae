package io.dsel.streams.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.EnricherProvider;
import io.dsel.aggregate.UnavailableException;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All that can be asked here. */
public final class Enrichers {
    private static final int MOST_KEPT = 1_000;

    private final Map<String, EnricherProvider> providers;
    private final Cache<Rule, Enricher> made =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Rule(String enricher, String settings) {}

    Enrichers(List<EnricherProvider> providers) {
        this.providers =
                providers.stream().collect(Collectors.toUnmodifiableMap(EnricherProvider::name, Function.identity()));
    }

    /** Those of the class path beside the one that comes with DSEL. */
    public static Enrichers with(HttpEnrichers http) {
        List<EnricherProvider> all = new ArrayList<>();
        all.add(http);
        ServiceLoader.load(EnricherProvider.class).forEach(all::add);
        return new Enrichers(all);
    }

    /** @throws UnavailableException if there is none of that name, or it does not take the settings */
    Enricher find(String name, String settings) throws UnavailableException {
        EnricherProvider provider = providers.get(name);
        if (provider == null) {
            throw UnavailableException.lasting(
                    "there is no enricher '" + name + "' on the streams' class path; those are "
                            + providers.keySet().stream().sorted().toList());
        }
        try {
            return made.get(new Rule(name, settings), rule -> provider.enricher(Json.parseObject(settings)));
        } catch (IllegalArgumentException e) {
            throw UnavailableException.lasting(
                    "the enricher '" + name + "' does not take the settings: " + e.getMessage());
        }
    }
}
