package io.dsel.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Turns what a stack was asked for into parts with ports, folders and command lines. */
record PartCatalogue(Jdk jdk, Checkout checkout, Ports ports, Path data, StackOptions options) {

    List<Part> parts() {
        OutsideParts outside = new OutsideParts(this);
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
        all.addAll(new ServiceParts(this, chosen).all());
        return all.stream()
                .map(part -> part.with(options.environment().getOrDefault(part.name(), Map.of())))
                .toList();
    }

    /** A JVM that keeps what it needs to start faster the next time beside the module that it runs. */
    JavaCommand java(String module, int heap) {
        JavaCommand command = JavaCommand.of(jdk, heap).archive(checkout.startArchive(module, jdk));
        return options.quick() ? command.quick() : command;
    }

    Path folder(String part) {
        return data.resolve(part);
    }

    Path log(String part) {
        return data.resolve("logs").resolve(part + ".log");
    }
}
