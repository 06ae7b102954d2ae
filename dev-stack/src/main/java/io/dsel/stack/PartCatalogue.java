package io.dsel.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Turns the names that a stack was asked for into parts with ports, folders and command lines. */
final class PartCatalogue {

    private PartCatalogue() {}

    static List<Part> parts(Jdk jdk, Checkout checkout, Ports ports, Path data, StackOptions options) {
        OutsideParts outside = new OutsideParts(jdk, checkout, ports, data);
        Map<String, Supplier<Part>> known = new LinkedHashMap<>();
        known.put(Part.BROKER, outside::broker);
        known.put(Part.REGISTRY, outside::registry);
        known.put(Part.OPEN_SEARCH, outside::openSearch);
        Map<String, Part> chosen = new LinkedHashMap<>();
        known.forEach((name, part) -> {
            if (options.parts().contains(name)) {
                chosen.put(name, part.get());
            }
        });
        List<Part> all = new ArrayList<>(chosen.values());
        all.addAll(new ServiceParts(jdk, checkout, ports, data, options, chosen).all());
        return all.stream()
                .map(part -> part.with(options.environment().getOrDefault(part.name(), Map.of())))
                .toList();
    }
}
