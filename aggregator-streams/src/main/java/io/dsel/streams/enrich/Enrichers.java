package io.dsel.streams.enrich;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.EnricherProvider;
import io.dsel.aggregate.UnavailableException;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** All that can be asked here. */
public final class Enrichers {
    private static final int MOST_KEPT = 1_000;

    private final Map<String, EnricherProvider> providers;
    private final Cache<Rule, Enricher> made =
            Caffeine.newBuilder().maximumSize(MOST_KEPT).build();

    private record Rule(String enricher, String settings) {}

    /** @throws IllegalArgumentException if two have one name */
    Enrichers(List<EnricherProvider> providers) {
        Map<String, EnricherProvider> byName = new HashMap<>();
        for (EnricherProvider provider : providers) {
            if (byName.put(provider.name(), provider) != null) {
                throw new IllegalArgumentException("plugins: the enricher " + provider.name()
                        + " is there twice; remove a jar, or give one of them another name");
            }
        }
        this.providers = Map.copyOf(byName);
    }

    /**
     * Those of the class path beside the one that comes with DSEL.
     *
     * @throws IllegalArgumentException if one of them can't be loaded, or two have one name
     */
    public static Enrichers with(HttpEnrichers http) {
        List<EnricherProvider> all = new ArrayList<>();
        all.add(http);
        try {
            ServiceLoader.load(EnricherProvider.class).forEach(all::add);
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("plugins: an enricher can't be loaded: " + e.getMessage(), e);
        }
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
